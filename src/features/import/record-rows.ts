import type { Actor } from '../../domain/actor';
import type { ImportId } from '../../contract/import';
import type { Step } from '../../domain/invitation/outcome';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Clock } from '../../platform/clock';
import type { InvitationResult } from '../invite/stages';
import { auditEntry } from '../invite/record';
import { entryItems } from '../audit/append';
import { givenNote } from '../invite/store/write-notes';
import type { StoredRow } from './store/imports';
import type { Store } from '../stores';

/**
 * Rows that are worked off together. Each takes an audit entry and an enrolment, and all of them two notes of whose
 * account ids those are: 300 keys, so that no storage operation of 25 is wasted.
 */
export const BATCH_ROWS = 149;

/** Waits between tries, in ms: storage refuses for seconds, not for minutes. */
const WAITS_MS = [500, 2_000, 5_000];
/** @see https://developer.atlassian.com/platform/forge/storage-reference/error-codes/ */
const FINAL = ['MAX_SIZE', 'MAX_DEPTH'] as const;

export interface TriedRow {
  /** Place in the chunk. */
  readonly place: number;
  readonly row: StoredRow;
  readonly invited: InvitationResult;
}

/**
 * Writes down what became of rows. Each has one entry in the audit log, under a key of its own: tried again, it is
 * replaced, and doing this twice is the same as once.
 *
 * @throws StorageError where storage keeps refusing.
 */
export async function recordRows(
  tried: readonly TriedRow[],
  {
    id,
    slice,
    actor,
    policy,
  }: {
    readonly id: ImportId;
    readonly slice: number;
    readonly actor: Actor;
    readonly policy: Pick<ProjectPolicy, 'projectId' | 'auditDays'>;
  },
  { store, clock }: { readonly store: Pick<Store, 'write'>; readonly clock: Clock },
): Promise<void> {
  const now = clock.now();
  const { projectId } = policy;
  const entries = tried.map(({ row, invited }) => ({
    ...auditEntry(invited, actor, projectId),
    ...accountOf(row),
    importId: id,
    line: row.line,
  }));
  const first = tried[0]?.place ?? 0;
  const keeping = {
    policy,
    now,
    once: (index: number) => `import:${id}:${slice}:${tried[index]?.place ?? index}`,
    group: `${id}.${slice}.${first}`,
  };
  const notes = tried.flatMap(({ invited: { outcome, enrolment, noted } }) =>
    outcome.accountId && enrolment ? [givenNote(projectId, outcome.accountId, enrolment, noted, now)] : [],
  );
  await withRetry(() => store.write(entryItems(entries, keeping, clock), { notes }), clock);
}

/** What became of the account, where earlier tries of the row say more than this one. */
function accountOf({ made, result }: StoredRow): { readonly account?: NonNullable<Step['change']> } {
  if (made) return { account: 'made' };
  return result?.account ? { account: result.account } : {};
}

/** Tries again where storage refuses: what Jira has done is not to be done again for that. */
export async function withRetry<T>(write: () => Promise<T>, clock: Clock): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await write();
    } catch (error) {
      if (isFinal(error)) throw error;
      await clock.sleep(wait);
    }
  }
  return write();
}

/** Whether storage refuses the value itself, however often it is sent. */
export function isFinal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FINAL.some((code) => code === error.code);
}
