import type { AuditPage } from '../../src/contract/audit';
import type { Reply } from '../../src/contract/reply';
import { LocalSite } from '../../local/server/local-site';
import { auditItem } from '../../src/features/audit/store/audit-entry';
import { accountIdSchema, projectIdSchema } from '../../src/domain/ids';
import { person } from '../../src/domain/actor';
import { exportParts } from '../../static/features/audit/export';
import { jsonLines } from '../../static/features/audit/export-format';

const ENTRIES = 100_000;

export interface AuditLog {
  readonly entries: number;
  /** Storage queries for the first page: as it opens, and for each filter alone. */
  readonly queries: Readonly<Record<string, number>>;
  /** The same for a part of a rare domain: no index helps, so one call searches on. */
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
  const queriesFor = async (query: object): Promise<number> => {
    site.forge.kvs.requests.length = 0;
    const reply = await page(query);
    if (!reply.ok) throw new Error(reply.error.code);
    return site.forge.kvs.requests.filter((path) => path.endsWith('/query')).length;
  };
  await page({});
  const start = performance.now();
  await page({});
  const tookFirst = performance.now() - start;
  const queries = {
    'no filter': await queriesFor({}),
    project: await queriesFor({ projectId: '10001' }),
    person: await queriesFor({ actor: AGENT }),
    outcome: await queriesFor({ outcome: 'refused' }),
    'a domain that is rare': await queriesFor({ domain: 'rare.example' }),
    'a kind that is rare': await queriesFor({ kind: 'access' }),
    'person and a domain that is rare': await queriesFor({ actor: AGENT, domain: 'rare.example' }),
    'person, project, outcome and a kind that is rare': await queriesFor({
      actor: AGENT,
      projectId: '10002',
      outcome: 'refused',
      kind: 'access',
    }),
  };
  const searched = await queriesFor({ domain: 'rare' });
  return { entries: ENTRIES, tookFirst, queries, searched, ...(await exportAll(page)) };
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

const AGENT = 'person:5b10ac8d:agent';
const INVITATION = { event: 'invitation', organizations: ['Acme'], emailed: false } as const;
const RARE = {
  event: 'access',
  action: 'ended',
  endsAt: '2026-01-01T00:00:00.000Z',
  desk: true,
  organizations: ['Acme'],
} as const;

/** Puts entries into storage as the app would, without going through it. */
function fill(site: LocalSite): void {
  const agent = person(accountIdSchema.parse('5b10ac8d:agent'));
  const now = site.jira.clock.now();
  for (let index = 0; index < ENTRIES; index += 1) {
    const refused = index % 10 === 0;
    const { key, value } = auditItem(
      {
        actor: agent,
        projectId: projectIdSchema.parse(index % 3 === 0 ? '10002' : '10001'),
        ...(index === 60 ? RARE : INVITATION),
        ...(!refused && { customer: accountIdSchema.parse(`qm:customer:${index}`) }),
        domain: index === 50 ? 'rare.example' : 'acme.example',
        outcome: refused ? 'refused' : 'done',
        ...(refused && { reason: 'domain-denied' as const }),
      },
      { now: now - (ENTRIES - index) * 1000, days: 365 },
    );
    site.forge.kvs.store.set('entity:audit', key, value, undefined);
  }
}

/** Only where node was started so that it may be asked to: the figure is then what is really kept. */
function collect(): void {
  globalThis.gc?.();
}
