import type { Places } from '../../contract/removal';
import { person } from '../../domain/actor';
import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { AccessExpiry } from '../access-expiry/store/expiry-store';

/** A removal as an end whose time has come: the schedule completes what a worker that crashed began. */
export function removalEnding(
  accountId: AccountId,
  { desk, organizations }: Places,
  {
    actor,
    policy: { projectId, serviceDeskId },
  }: {
    readonly actor: AccountId;
    readonly policy: Pick<ProjectPolicy, 'projectId' | 'serviceDeskId'>;
  },
  now: number,
): AccessExpiry {
  return {
    projectId,
    serviceDeskId,
    accountId,
    actor: person(actor),
    endsAt: new Date(now).toISOString(),
    domain: '',
    desk,
    organizations: [...organizations],
    reminded: true,
  };
}
