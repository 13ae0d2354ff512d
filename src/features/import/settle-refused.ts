import type { ReasonCode } from '../../domain/reason';
import { isRetried } from '../../domain/reasons';
import { promiseMailed } from '../invite/mailed-expiry';
import type { InvitePorts } from '../invite/ports';
import { settleInvitations } from '../invite/settle';
import { mayHaveMade, wasTried } from './chunk';
import { guestOf, hasAnswer, withAccount } from './settle-rows';
import type { Work } from './work';
import type { TriedRow } from './record-rows';

/** What the policy alone does not decide: it may have been otherwise when the first try asked. */
const CHANGING: readonly (ReasonCode | undefined)[] = [
  'ends-at-past',
  'organization-unknown',
  'organization-ambiguous',
  'organization-elsewhere',
  'organization-not-linked',
  'organization-scim',
  'organization-gone',
];

/** What a batch is worked off after: nothing, or a try that crashed, under the policy of now or under another. */
export type BatchBefore = 'none' | 'same-policy' | 'other-policy';

/**
 * The rows of a batch with what became of them: of those that are refused now, and may not have been at an earlier try,
 * Jira is asked what that did. An earlier try is that of a batch which crashed, or of a row which Jira did not answer.
 *
 * @returns apart those of whom Jira did not tell.
 */
export async function settleRefused(
  results: readonly TriedRow[],
  { plan, policy }: Work,
  before: BatchBefore,
  { privileged, app, store, clock, actor }: InvitePorts,
): Promise<{ readonly results: readonly TriedRow[]; readonly unanswered: readonly TriedRow[] }> {
  const refused = results.filter((each) => mayBeDone(each, before));
  const asked = await settleInvitations(
    refused.map(({ row }) => guestOf(row.cells ?? [], plan)),
    policy,
    { privileged, app, store, clock },
  );
  await promiseMailed(asked, actor, policy, { store, clock });
  const settled = new Map(
    refused.map(({ place, row, invited }, index) => {
      const found = asked[index] ?? invited;
      // Who is nowhere, and was refused by the same policy, was refused then.
      const isNowhere = hasAnswer(found) && found.outcome.accountId === undefined;
      return [place, isNowhere && before !== 'other-policy' && !mayHaveMade(row) ? invited : found];
    }),
  );
  const all = results.map((each) =>
    withAccount({ ...each, invited: settled.get(each.place) ?? each.invited }),
  );
  const isUnanswered = ({ place, invited }: TriedRow): boolean => settled.has(place) && !hasAnswer(invited);
  return { results: all.filter((each) => !isUnanswered(each)), unanswered: all.filter(isUnanswered) };
}

/** Whether a row that is refused now may have been let in by an earlier try. */
function mayBeDone({ row, invited }: TriedRow, before: BatchBefore): boolean {
  const { reached, domain, outcome } = invited;
  const code = outcome.reason?.code;
  if (reached || domain === undefined) return false;
  // What may pass by itself is no refusal yet.
  if (wasTried(row) && !isRetried(code, 'row') && code !== 'out-of-time') return true;
  return before === 'other-policy' || (before === 'same-policy' && CHANGING.includes(code));
}
