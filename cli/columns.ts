import { useOfExactHeader } from '../src/domain/file/column-names';
import type { Columns } from '../src/domain/invitation/import-row';
import { UsageError } from './exit';

/** Stands for a column that is left alone. */
const LEFT_ALONE = '-';

/** What the columns hold, as `--columns` says it: `email,name,-,organizations`. @throws UsageError */
export function columnsNamed(list: string): Columns {
  const columns = list.split(',').map((name) => {
    if (name.trim() === LEFT_ALONE) return null;
    const use = useOfExactHeader(name);
    if (!use) throw new UsageError(`--columns does not know “${name.trim()}”; see --help.`);
    return use;
  });
  if (!columns.includes('email')) throw new UsageError('--columns names no column for email.');
  const twice = columns.find(
    (use, index) => use !== null && use !== 'organizations' && columns.indexOf(use) !== index,
  );
  if (twice) throw new UsageError(`Several columns hold ${twice}. Say which one with --columns.`);
  return columns;
}
