import { createHash } from 'node:crypto';
import { SLICE_ROWS_MAX } from '../../src/contract/import';
import type { ImportView, RowView } from '../../src/contract/import';
import type { Columns, ImportRow, OrganizationMapping } from '../../src/contract/import-row';
import type { Functions } from '../../src/contract/functions';
import type { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';

/** A file with addresses, names and organizations, one person a row. */
export interface TestFile {
  readonly rows: readonly (readonly string[])[];
  readonly columns?: Columns;
  readonly organizations?: OrganizationMapping;
  readonly notify?: boolean;
  /** Rows of one slice. */
  readonly sliceRows?: number;
}

const COLUMNS: Columns = ['email', 'name', 'organizations'];

/** Calls a function of imports as somebody, and insists on its data. */
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

/** Begins an import and sends its rows, in the order in which a browser would. */
export async function uploaded(site: LocalSite, file: TestFile, who = 'agent'): Promise<ImportView> {
  const { rows, columns = COLUMNS, organizations = [], notify = false, sliceRows = SLICE_ROWS_MAX } = file;
  const people: ImportRow[] = rows.map((cells, index) => ({ line: index + 2, cells: [...cells] }));
  const slices = Array.from({ length: Math.ceil(people.length / sliceRows) }, (_, index) =>
    people.slice(index * sliceRows, (index + 1) * sliceRows),
  );
  const begun = await importing(
    site,
    'import.begin',
    {
      fileName: 'customers.csv',
      fingerprint: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
      header: columns.map((use) => use ?? 'other'),
      columns,
      organizations,
      notify,
      people: people.length,
      slices: slices.length,
    },
    who,
  );
  let sent = begun;
  for (let from = 0; from < slices.length; from += 3) {
    const input = { importId: begun.id, from, slices: slices.slice(from, from + 3) };
    sent = await importing(site, 'import.upload', input, who);
  }
  return sent;
}

/** Begins an import, sends its rows, and says to begin. */
export async function started(site: LocalSite, file: TestFile, who = 'agent'): Promise<ImportView> {
  const { id, people } = await uploaded(site, file, who);
  return importing(site, 'import.run', { importId: id, confirmed: people }, who);
}

/** Runs queue and schedule, and moves time on, until nothing more happens by itself. */
export async function settled(site: LocalSite, id: ImportView['id'], rounds = 60): Promise<ImportView> {
  for (let round = 0; round < rounds; round += 1) {
    await site.forge.runQueues();
    const view = await importing(site, 'import.show', { importId: id });
    if (view.state !== 'running' && view.state !== 'paused') return view;
    site.jira.clock.advance(5 * 60_000);
    await site.forge.runSchedule('retry');
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
