import { createHash } from 'node:crypto';
import type { AuditPage } from '../../src/contract/audit';
import type { Reply } from '../../src/contract/reply';
import { LocalSite } from '../../local/server/local-site';
import { auditItem } from '../../src/features/audit/store/audit-entry';
import type { NewAuditEntry } from '../../src/features/audit/store/audit-entry';
import { lookupItems } from '../../src/features/audit/store/audit-lookup';
import { accountIdSchema, projectIdSchema } from '../../src/domain/ids';
import { person } from '../../src/domain/actor';
import { exportParts } from '../../static/features/audit/export';
import { jsonLines } from '../../static/features/audit/export-format';

const ENTRIES = 100_000;

export interface AuditLog {
  readonly entries: number;
  /** Storage queries for the first page: as it opens, for each filter alone, and the most that filters together take. */
  readonly queries: Readonly<Record<string, number>>;
  /** The most storage operations of any kind that filters together take, with the one that reads the policy. */
  readonly operations: number;
  /** The queries for a part of a rare domain: no index helps, so one call searches on. */
  readonly searched: number;
  /** Milliseconds for the first page. */
  readonly tookFirst: number;
  readonly exported: number;
  /** Bytes that the heap grew by at most while everything was exported, the file itself not kept. */
  readonly heapGrowth: number;
  /** Milliseconds for the whole export. */
  readonly tookExport: number;
}

/** The audit log with 100,000 entries stored. */
export async function measureAuditLog(bundle: string): Promise<AuditLog> {
  const site = await LocalSite.create({ bundle });
  fill(site);
  const page = (query: object): Promise<Reply<AuditPage>> =>
    site.forge.invoke(site.screen('settings', 'jira-admin'), 'audit.page', query) as Promise<
      Reply<AuditPage>
    >;
  let operations = 0;
  const queriesFor = async (query: object): Promise<number> => {
    site.forge.kvs.requests.length = 0;
    const reply = await page(query);
    if (!reply.ok) throw new Error(reply.error.code);
    operations = Math.max(operations, site.forge.kvs.requests.length);
    return site.forge.kvs.requests.filter((path) => path.endsWith('/query')).length;
  };
  await page({});
  const start = performance.now();
  await page({});
  const tookFirst = performance.now() - start;
  const queries = {
    'no filter': await queriesFor({}),
    project: await queriesFor({ projectId: SMALL_SPACE }),
    person: await queriesFor({ actor: AGENT }),
    outcome: await queriesFor({ outcome: 'refused' }),
    'a domain that is rare': await queriesFor({ domain: 'rare.example' }),
    'a kind that is rare': await queriesFor({ kind: 'access' }),
    'person and a domain that is rare': await queriesFor({ actor: AGENT, domain: 'rare.example' }),
    'person, project, outcome and a kind that is rare': await queriesFor({
      actor: AGENT,
      projectId: SMALL_SPACE,
      outcome: 'refused',
      kind: 'access',
    }),
    ...(await mostForEach(queriesFor)),
  };
  const most = operations;
  const searched = await queriesFor({ domain: 'rare' });
  return { entries: ENTRIES, tookFirst, queries, operations: most, searched, ...(await exportAll(page)) };
}

async function exportAll(
  page: (query: object) => Promise<Reply<AuditPage>>,
): Promise<Pick<AuditLog, 'exported' | 'heapGrowth' | 'tookExport'>> {
  const parts = exportParts({
    page: (before) => page({ limit: 100, ...(before && { before }) }),
    write: jsonLines,
    pause: () => Promise.resolve(),
  });
  let exported = 0;
  let highest = 0;
  collect();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  for (let step = 0; ; step += 1) {
    const part = await parts.next();
    if (part.done) break;
    exported = part.value.entries;
    if (step % 100 !== 0) continue;
    collect();
    highest = Math.max(highest, process.memoryUsage().heapUsed);
  }
  return { exported, heapGrowth: Math.max(0, highest - before), tookExport: performance.now() - start };
}

type Filters = Readonly<Partial<Record<keyof typeof VALUES, string>>>;

/** Asks for every combination of two filters and more. @returns the most queries, by which filters there are. */
async function mostForEach(
  queriesFor: (query: Filters) => Promise<number>,
): Promise<Readonly<Record<string, number>>> {
  const most: Record<string, number> = {};
  for (const query of combinations()) {
    const filters = Object.keys(query).map((name) => WORDS[name as keyof Filters]);
    if (filters.length < 2) continue;
    const name = `any ${filters.join(', ')}`;
    most[name] = Math.max(most[name] ?? 0, await queriesFor(query));
  }
  return most;
}

function combinations(): readonly Filters[] {
  return Object.entries(VALUES).reduce<readonly Filters[]>(
    (all, [name, values]) =>
      all.flatMap((each) => [each, ...values.map((value) => ({ ...each, [name]: value }))]),
    [{}],
  );
}

const AGENTS = Array.from({ length: 7 }, (_, index) => `5b10ac8d:agent-${index}`);
const AGENT = `person:${AGENTS[0]}`;
const SPACES = 30;
const SMALL_SPACE = '10029';
const WORDS = { projectId: 'project', actor: 'person', outcome: 'outcome', kind: 'kind' } as const;
/** What each filter is tried with: a space of many and one of few failures, who works there and who never does. */
const VALUES = {
  projectId: ['10001', SMALL_SPACE, '10999'],
  actor: [AGENT, 'person:5b10ac8d:nobody'],
  outcome: ['done', 'attention', 'failed', 'refused'],
  kind: ['invitation', 'access', 'organization', 'policy'],
} as const;

const INVITATION = { event: 'invitation', organizations: ['Acme'], emailed: false } as const;
const ACCESS = {
  event: 'access',
  action: 'ended',
  endsAt: '2026-01-01T00:00:00.000Z',
  desk: true,
  organizations: ['Acme'],
} as const;
const ORGANIZATION = {
  event: 'organization',
  action: 'created',
  organizationId: '1',
  organizationName: 'Acme',
} as const;

/** Puts entries into storage as the app would, without going through it. */
function fill(site: LocalSite): void {
  const now = site.jira.clock.now();
  for (let index = 0; index < ENTRIES; index += 1) {
    const item = auditItem(entryAt(index), { now: now - (ENTRIES - index) * 1000, days: 365 });
    for (const { entityName, key, value } of [item, ...lookupItems(item)])
      site.forge.kvs.store.set(`entity:${entityName}`, key, value, undefined);
  }
}

/** Of a hundred, ten do not go well, and one in two hundred is no invitation; of the small space one in five hundred each. */
function entryAt(index: number): NewAuditEntry {
  const projectId = projectIdSchema.parse(`${10_000 + (index % SPACES)}`);
  const one = scattered(index, 1) * (projectId === SMALL_SPACE ? 50 : 1);
  const other = scattered(index, 2) * (projectId === SMALL_SPACE ? 2 : 1);
  const outcome = one < 20 ? 'failed' : one < 40 ? 'attention' : one < 100 ? 'refused' : 'done';
  return {
    actor: person(accountIdSchema.parse(AGENTS[Math.floor(index / SPACES) % AGENTS.length])),
    projectId,
    ...(other < 4 ? ACCESS : other < 5 ? ORGANIZATION : INVITATION),
    ...(outcome === 'done' && { customer: accountIdSchema.parse(`qm:customer:${index}`) }),
    domain: index === 20 ? 'rare.example' : 'acme.example',
    outcome,
    ...(outcome === 'refused' && { reason: 'domain-denied' as const }),
  };
}

/** Below 1,000, evenly, and the same each time. */
function scattered(index: number, salt: number): number {
  return createHash('sha256').update(`${salt} ${index}`).digest().readUInt32BE() % 1000;
}

/** Only where node was started so that it may be asked to: the figure is then what is really kept. */
function collect(): void {
  globalThis.gc?.();
}
