import { DEFAULT_RULES, planRulesOf } from '../../../src/domain/policy/rules';
import type { Columns } from '../../../src/domain/invitation/import-row';
import type { Reason } from '../../../src/domain/reason';
import { WINDOW_MAX } from '../import/file/reader';
import type { PreviewRow, Reader } from '../import/file/reader';

/** Whom the policy lets in is no matter for whom it lets go. */
export const ANYBODY = { rules: planRulesOf(DEFAULT_RULES), organizations: [] };

/** One line of a list. */
export interface Listed {
  readonly line: number;
  /** As it stands in the list where it is no address. */
  readonly email: string;
  /** Why it is no address: one of the two. */
  readonly reason?: Reason;
  readonly problem?: PreviewRow['problem'];
}

/** The columns of a file, where only the addresses count: the first that is guessed, or the one that is chosen. */
export function addressColumn(guess: Columns, chosen = guess.indexOf('email')): Columns {
  return guess.map((_, index) => (index === chosen ? 'email' : null));
}

/** Everybody of a list that was read, each address once. */
export async function listedPeople(reader: Reader, rows: number): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (let from = 0; from < rows; from += WINDOW_MAX) {
    const shown = await reader.rows(from, Math.min(rows, from + WINDOW_MAX));
    for (const { kind, line, email, reason, problem } of shown) {
      if (kind !== 'skip') all.push({ line, email, ...(reason && { reason }), ...(problem && { problem }) });
    }
  }
  return all;
}
