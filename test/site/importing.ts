import { createHash } from 'node:crypto';
import { SLICE_ROWS_MAX, SLICES_AT_ONCE_MAX } from '../../src/contract/import';
import type { BeginInput, ImportView, RowView } from '../../src/contract/import';
import type { Columns, ImportRow, OrganizationMapping } from '../../src/domain/invitation/import-row';
import type { DayOrder } from '../../src/domain/invitation/days';
import type { Functions } from '../../src/contract/procedures';
import { currentInvocation } from '../../local/forge/invocation';
import type { Fault } from '../../local/jira/faults';
import type { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';

/** A file with addresses, names and organizations, one person a row. */
export interface TestFile {
  readonly rows: readonly (readonly string[])[];
  readonly columns?: Columns;
  readonly organizations?: OrganizationMapping;
  readonly notify?: boolean;
  readonly dayOrder?: DayOrder;
  /** Rows of one slice. */
  readonly sliceRows?: number;
}

const COLUMNS: Columns = ['email', 'name', 'organizations'];

/** `person-1@acme.example`, … in organizations by turns. */
export function people(count: number, organizations: readonly string[] = ['']): string[][] {
  return Array.from({ length: count }, (_, index) => [
    `person-${index + 1}@acme.example`,
    `Person ${index + 1}`,
    organizations[index % organizations.length] ?? '',
  ]);
}

/** Calls a function of imports as `who`, and insists on its data. */
export async function importing<N extends Extract<keyof Functions, `import.${string}`>>(
  site: LocalSite,
  name: N,
  input: unknown = {},
  who = 'agent',
): Promise<Functions[N]['output']> {
  const reply = await ask(site, who, name, input);
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`);
  return reply.data;
}

/** The code with which a function of imports refuses `who`; `undefined` where it does not. */
export async function refusedWith(
  site: LocalSite,
  name: Extract<keyof Functions, `import.${string}`>,
  input: unknown,
  who = 'agent',
  project = 'SUP',
): Promise<string | undefined> {
  const reply = await ask(site, who, name, input, project);
  return reply.ok ? undefined : reply.error.code;
}

/** Says what happens once the consumer has written down this many batches, before it hears that it has. */
export function afterBatch(site: LocalSite, batches: number, happens: () => unknown): void {
  const { kvs } = site.forge;
  const answer = kvs.answer.bind(kvs);
  // Before the first, when the turn is taken; and then with each slice that is replaced.
  let written = -1;
  kvs.answer = async (path, body) => {
    const answered = await answer(path, body);
    const isTransaction =
      path.endsWith('/transaction') && currentInvocation.getStore()?.functionKey === 'import-queue';
    const isCheckpoint = isTransaction && (written < 0 || JSON.stringify(body).includes('"slice:'));
    if (isCheckpoint && answered.ok) {
      written += 1;
      if (written === batches) await happens();
    }
    return answered;
  };
}

/** What a file is begun with; its rows are sent apart. */
export function beginning(file: TestFile): { readonly input: BeginInput; readonly slices: ImportRow[][] } {
  const { rows, columns = COLUMNS, organizations = [], notify = false, dayOrder } = file;
  const { sliceRows = SLICE_ROWS_MAX } = file;
  const people: ImportRow[] = rows.map((cells, index) => ({ line: index + 2, cells: [...cells] }));
  const slices = Array.from({ length: Math.ceil(people.length / sliceRows) }, (_, index) =>
    people.slice(index * sliceRows, (index + 1) * sliceRows),
  );
  const input = {
    fileName: 'customers.csv',
    fingerprint: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
    header: columns.map((use) => use ?? 'other'),
    columns,
    organizations,
    notify,
    ...(dayOrder && { dayOrder }),
    people: people.length,
    slices: slices.length,
  };
  return { input, slices };
}

/** Begins an import and sends its rows, in the order in which a browser would. */
export async function uploaded(site: LocalSite, file: TestFile, who = 'agent'): Promise<ImportView> {
  const { input: described, slices } = beginning(file);
  const begun = await importing(site, 'import.begin', described, who);
  let sent = begun;
  for (let from = 0; from < slices.length; from += SLICES_AT_ONCE_MAX) {
    const input = { importId: begun.id, from, slices: slices.slice(from, from + SLICES_AT_ONCE_MAX) };
    sent = await importing(site, 'import.upload', input, who);
  }
  return sent;
}

/** Begins an import, sends its rows, and says to begin. */
export async function started(site: LocalSite, file: TestFile, who = 'agent'): Promise<ImportView> {
  const { id, people } = await uploaded(site, file, who);
  return importing(site, 'import.run', { importId: id, confirmed: people }, who);
}

/**
 * Runs queue and schedule, and moves time on, until nothing more happens by itself; then once more, so that events that
 * come late or again have come.
 */
export async function settled(site: LocalSite, id: ImportView['id'], rounds = 60): Promise<ImportView> {
  let over = false;
  for (let round = 0; round < rounds; round += 1) {
    await site.forge.runQueues();
    // A fault of the import may also hit the call that reads it.
    const shown = await ask(site, 'agent', 'import.show', { importId: id });
    if (over && shown.ok) return shown.data;
    over = shown.ok && shown.data.state !== 'running' && shown.data.state !== 'paused';
    site.jira.clock.advance(5 * 60_000);
    await site.forge.runSchedule('retry').catch(() => undefined);
  }
  throw new Error('the import did not settle');
}

/** All rows of an import, in the order of their slices. */
export async function rowsOf(site: LocalSite, { id, slices }: ImportView, who = 'agent'): Promise<RowView[]> {
  const rows: RowView[] = [];
  for (let slice = 0; slice < slices; slice += 1) {
    rows.push(...(await importing(site, 'import.rows', { importId: id, slice }, who)).rows);
  }
  return rows;
}

/** Breaks Jira: each of these calls is refused, but for what a fault says otherwise. */
export function strike(site: LocalSite, ...faults: Partial<Fault>[]): void {
  site.jira.faults.set(faults.map((fault) => ({ status: 503, rate: 1, afterWork: false, ...fault })));
}
