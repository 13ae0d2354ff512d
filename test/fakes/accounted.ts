import type { ImportView, RowView } from '../../src/contract/import';
import { splitOrganizations } from '../../src/domain/invitation/cells';
import type { LocalSite } from '../../local/server/local-site';
import { rowsOf, settled } from '../site/importing';
import type { TestFile } from '../site/importing';

/** Who and what was on the site before an import. */
export interface Before {
  readonly people: ReadonlySet<string>;
  readonly customers: ReadonlySet<string>;
  /** `organization account` */
  readonly members: ReadonlySet<string>;
}

/** One entry of the audit log as it is stored, as far as it matters here. */
interface StoredEntry {
  readonly key: string;
  readonly value: {
    readonly event: string;
    readonly actor: string;
    readonly outcome: string;
    readonly customer?: string;
    readonly reason?: string;
    readonly detail: Readonly<Record<string, unknown>>;
  };
}

export function siteBefore(site: LocalSite): Before {
  const { people } = site.jira.state;
  return {
    people: new Set(people.keys()),
    customers: new Set(desk(site).customers),
    members: new Set(membersOf(site)),
  };
}

/**
 * Holds an import that is over, whichever way, against the site itself: every row has one outcome, the counts are true,
 * nobody has two accounts or is anywhere they were not meant to be, the audit log has each row once, and nothing that is
 * done can be read any more.
 *
 * @param file with the columns email, name, organizations.
 */
export async function expectAccounted(
  site: LocalSite,
  view: ImportView,
  file: Pick<TestFile, 'rows'>,
  before: Before,
): Promise<readonly RowView[]> {
  const rows = await rowsOf(site, view);
  expect(rows.map(({ line }) => line)).toEqual(file.rows.map((_, index) => index + 2));
  expectCounts(view, rows);
  expectSite(site, rows, file, before);
  expectAudit(site, view, rows);
  expectNoAddresses(site, rows, file);
  expect(site.jira.log.unmodelled()).toEqual([]);
  return rows;
}

/** The entries of the audit log that belong to an import. */
export function auditOf(site: LocalSite, { id }: Pick<ImportView, 'id'>, event: 'invitation' | 'import') {
  return site.forge.kvs.store
    .all('entity:audit')
    .map((stored) => stored as unknown as StoredEntry)
    .filter(({ value }) => value.event === event && value.detail['importId'] === id);
}

/** Everything that the app keeps. */
export function storedText(site: LocalSite): string {
  const { store } = site.forge.kvs;
  return JSON.stringify(
    ['plain', 'secret', 'entity:record', 'entity:audit', 'entity:audit-lookup'].map((space) =>
      store.all(space),
    ),
  );
}

function expectCounts({ counts, people, state }: ImportView, rows: readonly RowView[]): void {
  const count = (is: (row: RowView) => boolean): number => rows.filter(is).length;
  expect({ ...counts, people }).toEqual({
    created: count((row) => row.state === 'done' && row.account === 'made'),
    existed: count((row) => row.state === 'done' && row.account !== 'made'),
    attention: count((row) => row.state === 'attention'),
    failed: count((row) => row.state === 'failed'),
    left: count((row) => row.state === 'todo' || row.state === 'waiting'),
    waiting: count((row) => row.state === 'waiting'),
    retriable: count((row) => row.retriable === true),
    people: rows.length,
  });
  if (state === 'finished') expect(counts.left).toBe(0);
}

function expectSite(
  site: LocalSite,
  rows: readonly RowView[],
  file: Pick<TestFile, 'rows'>,
  before: Before,
): void {
  const { state } = site.jira;
  const meant = new Map<string, Set<string>>();
  rows.forEach((row, index) => {
    const [cell = '', , organizations = ''] = file.rows[index] ?? [];
    const email = cell.trim().toLowerCase();
    const names = splitOrganizations(organizations);
    meant.set(email, new Set([...(meant.get(email) ?? []), ...names]));
    if (row.state === 'done') {
      expect(row.cells).toBeUndefined();
      expect(state.people.get(row.accountId ?? '')?.email.toLowerCase()).toBe(email);
      expect(desk(site).customers).toContain(row.accountId);
      for (const name of names) {
        const found = [...state.organizations.values()].filter((each) => same(each.name, name));
        expect(found).toHaveLength(1);
        expect(found[0]?.members).toContain(row.accountId);
      }
    } else {
      expect(row.cells).toEqual(file.rows[index]);
    }
  });
  const emailOf = (accountId: string): string => state.people.get(accountId)?.email.toLowerCase() ?? '';
  for (const accountId of state.people.keys()) {
    if (!before.people.has(accountId)) expect([...meant.keys()]).toContain(emailOf(accountId));
  }
  for (const email of meant.keys()) expect(state.withEmail(email).length).toBeLessThanOrEqual(1);
  for (const accountId of desk(site).customers) {
    if (!before.customers.has(accountId)) expect([...meant.keys()]).toContain(emailOf(accountId));
  }
  for (const membership of membersOf(site)) {
    if (before.members.has(membership)) continue;
    const [organization = '', accountId = ''] = membership.split(' ');
    const name = state.organizations.get(organization)?.name ?? '';
    expect([...(meant.get(emailOf(accountId)) ?? [])].some((each) => same(each, name))).toBe(true);
  }
}

const OUTCOMES = { done: ['done'], attention: ['attention'], failed: ['failed', 'refused', 'attention'] };

function expectAudit(site: LocalSite, view: ImportView, rows: readonly RowView[]): void {
  const entries = new Map(
    auditOf(site, view, 'invitation').map(({ value }) => [value.detail['line'], value]),
  );
  expect(auditOf(site, view, 'invitation')).toHaveLength(entries.size);
  for (const row of rows) {
    if (row.state === 'todo' || row.state === 'waiting') continue;
    const entry = entries.get(row.line);
    expect(OUTCOMES[row.state]).toContain(entry?.outcome);
    expect(entry?.customer).toBe(row.accountId);
  }
  const own = auditOf(site, view, 'import').filter(({ value }) => value.actor === `person:${view.owner}`);
  const { created, existed, attention, failed } = view.counts;
  const over = view.state === 'finished' || view.state === 'stopped' || view.state === 'cancelled';
  expect(own).toHaveLength(1);
  expect(own[0]?.value.detail).toMatchObject({
    people: view.people,
    ...(over && { action: view.state, created, existed, attention, failed }),
  });
}

function expectNoAddresses(site: LocalSite, rows: readonly RowView[], file: Pick<TestFile, 'rows'>): void {
  expect(site.forge.logs.filter(({ text }) => text.includes('@'))).toEqual([]);
  const stored = storedText(site);
  const kept = new Set(rows.flatMap(({ cells }) => (cells ? [cells[0]?.trim()] : [])));
  const done = rows.flatMap((row, index) => (row.state === 'done' ? [file.rows[index]?.[0]?.trim()] : []));
  expect(done.filter((email) => email && !kept.has(email) && stored.includes(`"${email}"`))).toEqual([]);
}

function desk({ jira }: LocalSite) {
  const found = jira.state.desk('SUP');
  if (!found) throw new Error('the site has no project SUP');
  return found;
}

function membersOf({ jira }: LocalSite): string[] {
  return [...jira.state.organizations.values()].flatMap(({ id, members }) =>
    [...members].map((accountId) => `${id} ${accountId}`),
  );
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Runs an import to its end, where everybody is in. */
export async function expectAllDone(
  site: LocalSite,
  id: ImportView['id'],
  file: TestFile,
  before: Before,
): Promise<ImportView> {
  const view = await settled(site, id);
  await expectAccounted(site, view, file, before);
  expect(view).toMatchObject({ state: 'finished', counts: { attention: 0, failed: 0, left: 0 } });
  return view;
}
