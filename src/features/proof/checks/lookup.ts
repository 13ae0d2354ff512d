import { emailsOf, searchUsers } from '../../../platform/jira/users';
import { doneOr, refusedAs, secondsOf, skipped, statusIn, told } from '../step';
import type { Step } from '../step';

/** Between two searches. */
const PAUSE_SECONDS = 15;
/** Counted from the making of the account; later, that it is not found is the answer. */
const GIVEN_UP_MS = 200_000;
/** A delay below this holds up no inviter. */
const SOON_MS = 10_000;

/** How long a new account stays unknown to searches. */
export const checkSearchDelay: Step = async ({ run, callers, clock }) => {
  const { accountId, madeAt, foundAt } = run;
  if (!accountId || madeAt === undefined) return skipped('search-delay');
  const found = await searchUsers(callers.app, run.email);
  const age = (foundAt ?? clock.now()) - madeAt;
  const mine = found.ok ? found.data.find((user) => user.accountId === accountId) : undefined;
  if (mine) {
    const answer = `${mine.email === undefined ? 'no address, ' : ''}${secondsOf(age)}`;
    return age <= SOON_MS
      ? told('search-delay', 'expected', answer)
      : told('search-delay', 'differs', answer, 'late');
  }
  if (age < GIVEN_UP_MS) return { kind: 'wait', seconds: PAUSE_SECONDS, by: 'delay', scratch: {} };
  if (!found.ok) return told('search-delay', 'unknown', statusIn(found.error));
  return told('search-delay', 'differs', `> ${secondsOf(age)}`, 'late');
};

/** Where people hide their address, only the app may be told. */
export const checkHiddenAddress: Step = async ({ run, callers }) => {
  if (!run.accountId) return skipped('hidden-address');
  const emails = await emailsOf(callers.app, [run.accountId]);
  if (!emails.ok) return refusedAs('hidden-address', emails.error, 'refused');
  return doneOr(
    'hidden-address',
    emails,
    emails.data.has(run.accountId) ? '200, address' : '200, no address',
    'refused',
  );
};
