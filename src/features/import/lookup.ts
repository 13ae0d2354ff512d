import { hasDomainRules } from '../../domain/organization/domain-rules';
import { organizationIdSchema } from '../../domain/ids';
import type { AccountId } from '../../domain/ids';
import type { AccountLookup } from '../../contract/import';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { checkInvitation } from '../../domain/invitation/check-invitation';
import type { Learning } from '../authority/capabilities';
import { findAccount } from '../invite/find-account';
import type { Found } from '../invite/find-account';
import { inParallel } from '../invite/in-parallel';
import type { JiraClient } from '../../platform/jira/client';
import { IN_FLIGHT_MAX } from '../../platform/jira/concurrency';
import { reasonOf } from '../../platform/jira/reasons';
import type { Clock } from '../../platform/clock';
import type { Enrolment } from '../invite/store/enrolments';
import type { Store } from '../stores';
import { countLookups } from './count-lookups';

interface Ports {
  readonly privileged: JiraClient;
  readonly app: JiraClient;
  readonly store: Pick<Store, 'enrolments' | 'quotas'>;
  readonly clock: Clock;
  readonly site: Pick<Learning, 'isCapable' | 'learn'>;
}

/**
 * What Jira tells of addresses, without anything being changed: at most three calls each. An address that the policy
 * refuses is not asked for; all others are counted first.
 */
export async function lookUp(
  emails: readonly string[],
  actor: AccountId,
  policy: ProjectPolicy,
  { privileged, app, store, clock, site }: Ports,
): Promise<Result<readonly AccountLookup[]>> {
  const checked = emails.map((email) =>
    checkInvitation({ email, organizations: [], notify: false }, policy, clock.now()),
  );
  const tooMany = await countLookups(checked.filter(({ ok }) => ok).length, actor, policy, { store, clock });
  if (tooMany) return fail(tooMany);
  const finding = { privileged, app, site, mayBeHidden: !hasDomainRules(policy) };
  const found = await inParallel(checked, IN_FLIGHT_MAX, async (each): Promise<Found | Reason> => {
    if (!each.ok) return each.reason;
    return findAccount(each.data.address.email, policy.serviceDeskId, finding);
  });
  const accounts = found.flatMap((each) =>
    'kind' in each && each.kind === 'one' ? [each.account.accountId] : [],
  );
  const enrolments = await store.enrolments.read(policy.projectId, accounts, clock.now());
  const looks = found.map((each): AccountLookup =>
    'kind' in each ? lookOf(each, enrolments) : { account: 'unknown', reason: each },
  );
  return ok(looks);
}

function lookOf(found: Found, enrolments: ReadonlyMap<AccountId, Enrolment>): AccountLookup {
  switch (found.kind) {
    case 'none':
      return { account: 'none' };
    case 'several':
    case 'hidden':
      return { account: 'unclear' };
    case 'refused':
      return { account: 'unknown', reason: reasonOf(found.refusal) };
    case 'one': {
      const { accountId } = found.account;
      const known = enrolments.get(accountId);
      return {
        account: 'one',
        accountId,
        desk: known?.desk !== undefined,
        organizations: Object.keys(known?.organizations ?? {}).map((id) => organizationIdSchema.parse(id)),
      };
    }
  }
}
