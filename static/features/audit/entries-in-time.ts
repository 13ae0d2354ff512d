import type { AuditEntry } from '../../../src/contract/audit';
import type { Names } from './entry-words';
import type { NamedPage } from './use-audit';

/** An entry with the names of those whom it tells of. */
export interface NamedEntry {
  readonly entry: AuditEntry;
  readonly names: Names;
}

/**
 * The entries of all pages, newest first: a search for a whole domain finds what stands in its index before all else. Of an
 * import that ended, its start is left out.
 */
export function entriesInTime(pages: readonly NamedPage[]): readonly NamedEntry[] {
  const all = pages.flatMap(({ entries, names }) => entries.map((entry) => ({ entry, names })));
  const ended = new Set(
    all.flatMap(({ entry }) =>
      entry.event === 'import' && entry.action !== 'started' ? [entry.importId] : [],
    ),
  );
  return all
    .filter(
      ({ entry }) => entry.event !== 'import' || entry.action !== 'started' || !ended.has(entry.importId),
    )
    .sort((one, other) => (one.entry.at < other.entry.at ? 1 : one.entry.at > other.entry.at ? -1 : 0));
}
