import { useOfExactHeader } from '../src/domain/file/column-names';
import type { Columns } from '../src/domain/invitation/import-row';
import { UsageError } from './exit';

/** Stands for a column that is left alone. */
const LEFT_ALONE = '-';

/**
 * What the columns hold, by the names in a file's header. Only exact names count: nothing is guessed where nobody looks
 * at the result before it is done.
 *
 * @throws UsageError
 */
export function columnsOfHeader(header: readonly string[]): Columns {
  return checked(header.map(useOfExactHeader));
}

/** What the columns hold, as `--columns` says it: `email,name,-,organizations`. @throws UsageError */
export function columnsNamed(list: string): Columns {
  const columns = list.split(',').map((name) => {
    if (name.trim() === LEFT_ALONE) return null;
    const use = useOfExactHeader(name);
    if (!use) throw new UsageError(`--columns does not know “${name.trim()}”; see --help.`);
    return use;
  });
  return checked(columns);
}

function checked(columns: Columns): Columns {
  if (!columns.includes('email')) {
    throw new UsageError('No column is called email. Say what the columns hold: --columns email,name,-');
  }
  if (columns.includes('endsAt')) {
    throw new UsageError(
      'Nobody is there to end an access later, so end dates are not taken. Leave that column alone with --columns, or import in Jira.',
    );
  }
  const twice = columns.find(
    (use, index) => use !== null && use !== 'organizations' && columns.indexOf(use) !== index,
  );
  if (twice) throw new UsageError(`Several columns hold ${twice}. Say which one with --columns.`);
  return columns;
}
