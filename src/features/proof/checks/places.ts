import { accountIdSchema } from '../../../domain/ids';
import type { AccountId } from '../../../domain/ids';
import { addToDesk, deskCustomersFrom, searchDeskCustomers } from '../../../platform/jira/customers';
import { addToOrganization, createOrganization, membersFrom } from '../../../platform/jira/organizations';
import { doneOr, refusedAs, skipped, statusIn, told } from '../step';
import type { Step, StepContext, StepResult } from '../step';

/** In the form of an account id, and not one of the site's. */
const NOBODY: AccountId = accountIdSchema.parse('qm:guestlist-proof:nobody');
/** Pages of the desk's customers among whom some are looked for that are on it already. */
const PAGES_MAX = 2;
/** Pages of members: the organization of a proof has one. */
const MEMBER_PAGES_MAX = 2;

export const checkDeskEnrol: Step = async ({ run, callers }) => {
  if (!run.accountId) return skipped('desk-enrol');
  return doneOr(
    'desk-enrol',
    await addToDesk(callers.app, run.serviceDeskId, [run.accountId]),
    '204',
    'refused',
  );
};

/** Customers who are on the desk are added again, which changes nothing, and one account that does not exist. */
export const checkDeskFifty: Step = (context) => addMany('desk-fifty', 50, context);
export const checkDeskHundred: Step = (context) => addMany('desk-hundred', 100, context);

async function addMany(
  check: 'desk-fifty' | 'desk-hundred',
  size: number,
  { run, callers }: StepContext,
): Promise<StepResult> {
  if (!run.accountId) return skipped(check);
  const there = new Set<AccountId>([run.accountId]);
  for (let page = 0, start = 0; page < PAGES_MAX && there.size < size - 1; page += 1) {
    const listed = await deskCustomersFrom(callers.app, run.serviceDeskId, start);
    if (!listed.ok) break;
    for (const { accountId, isActive } of listed.data.customers) if (isActive) there.add(accountId);
    start += listed.data.customers.length;
    if (listed.data.isLast) break;
  }
  const ids = [...[...there].slice(0, size - 1), NOBODY];
  const added = await addToDesk(callers.app, run.serviceDeskId, ids);
  const count = `${ids.length} ids`;
  if (added.ok) return told(check, 'differs', `204, ${count}`, 'silent');
  const answer = `${statusIn(added.error)}, ${count}`;
  if (added.error.status === 400) return told(check, 'expected', answer);
  const other = refusedAs(check, added.error, 'different');
  return other.kind === 'told' ? { ...other, finding: { ...other.finding, answer } } : other;
}

/** Does Jira's own clock say whether an organization is new? */
export const checkOrganizationCreate: Step = async ({ run, callers }) => {
  const created = await createOrganization(callers.app, run.organizationName);
  if (!created.ok) return refusedAs('organization-create', created.error, 'refused');
  const { id, createdAt, answeredAt } = created.data;
  const parts = [
    '201',
    ...(createdAt === undefined ? [] : ['created']),
    ...(answeredAt === undefined ? [] : ['Date']),
  ];
  const isDated = parts.length === 3;
  const made = { organizationId: id };
  return isDated
    ? told('organization-create', 'expected', parts.join(', '), undefined, made)
    : told('organization-create', 'differs', parts.join(', '), 'undated', made);
};

export const checkOrganizationAgain: Step = async ({ run, callers }) => {
  if (!run.organizationId) return skipped('organization-again');
  const again = await createOrganization(callers.app, run.organizationName);
  if (!again.ok) return refusedAs('organization-again', again.error, 'different');
  return again.data.id === run.organizationId
    ? told('organization-again', 'expected', '201, same id')
    : told('organization-again', 'differs', '201, another id', 'different');
};

export const checkOrganizationEnrol: Step = async ({ run, callers }) => {
  const { organizationId, accountId } = run;
  if (!organizationId || !accountId) return skipped('organization-enrol');
  const added = await addToOrganization(callers.app, organizationId, [accountId]);
  return doneOr('organization-enrol', added, '204', 'refused');
};

/** Of two, one is unknown: is the other one added? Who is a member already says nothing, so the organization comes first. */
export const checkOrganizationUnknown: Step = async ({ run, callers }) => {
  const { organizationId, accountId } = run;
  if (!organizationId || !accountId) return skipped('organization-unknown');
  const added = await addToOrganization(callers.app, organizationId, [accountId, NOBODY]);
  const members = await membersFrom(callers.app, organizationId, 0, MEMBER_PAGES_MAX);
  if (!members.ok) return told('organization-unknown', 'unknown', statusIn(members.error));
  const status = added.ok ? '204' : statusIn(added.error);
  if (members.data.members.has(accountId)) {
    return told('organization-unknown', 'expected', `${status}, known one added`);
  }
  return added.ok || added.error.status === 400
    ? told('organization-unknown', 'differs', `${status}, known one not added`, 'not-added')
    : refusedAs('organization-unknown', added.error, 'refused');
};

export const checkOrganizationMembers: Step = async ({ run, callers }) => {
  if (!run.organizationId) return skipped('organization-members');
  const members = await membersFrom(callers.app, run.organizationId, 0, MEMBER_PAGES_MAX);
  return doneOr('organization-members', members, '200', 'refused');
};

/** Asked once a search finds the account: the list of a desk goes by the same index. */
export const checkDeskList: Step = async ({ run, callers }) => {
  if (!run.accountId) return skipped('desk-list');
  const listed = await searchDeskCustomers(callers.app, run.serviceDeskId, run.email);
  if (!listed.ok) return refusedAs('desk-list', listed.error, 'refused');
  const found = listed.data.find(({ accountId }) => accountId === run.accountId);
  if (found) {
    return found.email === undefined
      ? told('desk-list', 'differs', '200, no address', 'hidden')
      : told('desk-list', 'expected', '200, address');
  }
  const first = await deskCustomersFrom(callers.app, run.serviceDeskId, 0);
  const isEmpty = first.ok && first.data.customers.length === 0;
  return isEmpty
    ? told('desk-list', 'differs', '200, empty', 'open')
    : told('desk-list', 'unknown', '200, not there');
};
