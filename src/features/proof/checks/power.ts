import { accountTypeOf, searchUsers } from '../../../platform/jira/users';
import { createCustomer, inviteCustomer } from '../../../platform/jira/customers';
import { holdsAdminister, holdsScope } from '../../../platform/jira/permissions';
import { refusedAs, skipped, statusIn, told } from '../step';
import type { Step, StepContext } from '../step';

/** The only classic scope that is documented as an admin's. */
const ADMIN_SCOPE = 'manage:jira-configuration';
const NAME = 'Guestlist proof';

/** What Jira says of the app's own account: one answer among others, since creating decides. */
export const checkOwnPermission: Step = async ({ callers }) => {
  const holds = await holdsAdminister(callers.app);
  if (!holds.ok) return refusedAs('own-permission', holds.error, 'no');
  return holds.data
    ? told('own-permission', 'expected', 'ADMINISTER: yes')
    : told('own-permission', 'differs', 'ADMINISTER: no', 'no');
};

/** The premise: may the app create a customer? */
export const checkCreate: Step = async ({ run, callers, clock }) => {
  const created = await createCustomer(callers.app, { email: run.email, displayName: NAME });
  if (created.ok) {
    const made = { accountId: created.data.accountId, madeAt: clock.now() };
    return told('create', 'expected', '201', undefined, made);
  }
  // The address may belong to anyone: nothing is done with its account.
  if (created.error.kind === 'conflict') return told('create', 'unknown', '409', 'taken');
  const finding = holdsScope(ADMIN_SCOPE) ? 'refused-with-scope' : 'refused';
  return refusedAs('create', created.error, finding);
};

/** Only where the app is refused: does the permission of an admin help? */
export const checkCreateAsAdmin: Step = async ({ run, callers, admin, clock }) => {
  const wasRefused = run.findings.some(({ check, verdict }) => check === 'create' && verdict === 'differs');
  if (!wasRefused) return skipped('create-as-admin');
  const created = await createCustomer(callers.offline(admin), { email: run.email, displayName: NAME });
  if (!created.ok) return refusedAs('create-as-admin', created.error, 'refused');
  const made = { accountId: created.data.accountId, madeAt: clock.now() };
  return told('create-as-admin', 'expected', '201', 'lend', made);
};

export const checkAccountType: Step = async ({ run, callers, clock }) => {
  if (!run.accountId) return skipped('account-type');
  const type = await accountTypeOf(callers.app, run.accountId);
  // Searched for at once, too: the other checks take longer than a quick index.
  const found = await searchUsers(callers.app, run.email);
  const isFound = found.ok && found.data.some(({ accountId }) => accountId === run.accountId);
  const made = isFound ? { foundAt: clock.now() } : {};
  if (!type.ok) return told('account-type', 'unknown', statusIn(type.error), undefined, made);
  return type.data === 'customer'
    ? told('account-type', 'expected', 'customer', undefined, made)
    : told('account-type', 'differs', type.data, 'different', made);
};

/** The same address once more: how does Jira say that it is taken? */
export const checkCreateAgain: Step = async (context) => {
  const { run } = context;
  if (!run.accountId) return skipped('create-again');
  const again = await createCustomer(creatorOf(context), { email: run.email, displayName: NAME });
  if (again.ok) return told('create-again', 'differs', '201', 'different');
  return again.error.kind === 'conflict'
    ? told('create-again', 'expected', '409')
    : refusedAs('create-again', again.error, 'different');
};

/** For an address that is taken, so that no e-mail goes out: a conflict says that the invitation is there. */
export const checkInvite: Step = async (context) => {
  const { run } = context;
  if (!run.accountId) return skipped('invite');
  const customer = { email: run.email, displayName: NAME };
  const invited = await inviteCustomer(creatorOf(context), run.serviceDeskId, customer);
  if (invited.ok) return told('invite', 'unknown', '201');
  if (invited.error.kind === 'conflict') return told('invite', 'expected', '409');
  return refusedAs('invite', invited.error, invited.error.kind === 'missing' ? 'missing' : 'refused');
};

/** With one e-mail, where the admin asked for it. */
export const checkInviteEmail: Step = async (context) => {
  const { run } = context;
  const isThere = run.findings.some(({ check, verdict }) => check === 'invite' && verdict === 'expected');
  if (run.mailEmail === undefined || !isThere) return skipped('invite-email');
  const customer = { email: run.mailEmail, displayName: NAME };
  const invited = await inviteCustomer(creatorOf(context), run.serviceDeskId, customer);
  if (!invited.ok) return refusedAs('invite-email', invited.error, 'not-sent');
  const made = { mailAccountId: invited.data.accountId };
  return told('invite-email', 'expected', '201', undefined, made);
};

/** The client that could create the account. */
function creatorOf({ run, callers, admin }: StepContext): StepContext['callers']['app'] {
  const byAdmin = run.findings.some(
    ({ check, finding }) => check === 'create-as-admin' && finding === 'lend',
  );
  return byAdmin ? callers.offline(admin) : callers.app;
}
