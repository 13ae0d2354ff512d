import type { Actor } from '../contract/actor';
import { checkInvitation } from '../contract/check-invitation';
import type { Invitation } from '../contract/invitation';
import type { ProjectPolicy } from '../contract/policy';
import { newIntent } from '../store/intents';
import type { Intent } from '../store/intents';
import type { Origin } from './record';

interface Asked {
  readonly actor: Actor;
  readonly policy: ProjectPolicy;
  readonly origin?: Origin | undefined;
}

/** Work that began, and of which nobody can say how far it came: it is settled by the schedule. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  /** Of the error that ended it. */
  readonly code: string | undefined;

  constructor(cause: unknown) {
    super('interrupted');
    this.code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  }
}

/**
 * What is about to be done, to be stored before Jira is asked.
 *
 * @returns `undefined` where none of the invitations passes the policy, so that Jira is not asked.
 */
export function intentOf(
  invitations: readonly Invitation[],
  { actor, policy, origin = {} }: Asked,
  now: number,
): Intent | undefined {
  const guests = invitations.flatMap((invitation, place) => {
    const checked = checkInvitation(invitation, policy, now);
    return checked.ok ? [{ place, guest: checked.guest }] : [];
  });
  const [first] = guests;
  if (!first) return undefined;
  const { projectId, serviceDeskId } = policy;
  const { endsAt } = first.guest;
  const organizations = new Map(
    invitations.flatMap((each) => each.organizations).map((ref) => [JSON.stringify(ref), ref]),
  );
  return newIntent(
    {
      projectId,
      serviceDeskId,
      actor,
      guests: guests.map(({ place, guest }) => ({ place, email: guest.address.email })),
      organizations: [...organizations.values()],
      ...(endsAt !== undefined && { endsAt }),
      origin,
    },
    now,
  );
}

/**
 * Runs what an intent announced.
 *
 * @throws InterruptedError for whatever ends it: what was done until then is not known here.
 */
export async function interrupting<T>(intent: Intent | undefined, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw intent ? new InterruptedError(error) : error;
  }
}
