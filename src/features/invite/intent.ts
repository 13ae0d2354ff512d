import type { Actor } from '../../domain/actor';
import type { CheckedInvitation } from '../../domain/invitation/check-invitation';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { newIntent } from './store/intents';
import type { Intent } from './store/intents';
import type { Store } from '../stores';
import type { Origin } from './record';

interface Asked {
  readonly actor: Actor;
  readonly policy: ProjectPolicy;
  readonly origin?: Origin | undefined;
}

/** Work that began, and whose progress is unknown: it is settled by the schedule. */
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
  invitations: readonly CheckedInvitation[],
  { actor, policy, origin = {} }: Asked,
  now: number,
): Intent | undefined {
  const guests = invitations.flatMap(({ check }, place) => (check.ok ? [{ place, guest: check.data }] : []));
  const [first] = guests;
  if (!first) return undefined;
  const { projectId, serviceDeskId } = policy;
  const { endsAt } = first.guest;
  const organizations = new Map(
    invitations
      .flatMap(({ invitation }) => invitation.organizations)
      .map((ref) => [JSON.stringify(ref), ref]),
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

/** Work that is announced by an intent before its first change, and not at all where nothing is to be changed. */
export interface Announced {
  /** Stores the intent; idempotent. @throws StorageError where it cannot be stored: then nothing may be done. */
  readonly begin: () => Promise<void>;
  /** `undefined` until it is stored. */
  readonly intent: () => Intent | undefined;
  /** @throws InterruptedError for whatever ends the work after its intent was stored: what was done is not known here. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

/** @param stored where it was stored before, with something else. */
export function announce(
  stored: Intent | undefined,
  describe: () => Intent | undefined,
  intents: Pick<Store['intents'], 'add'>,
): Announced {
  let intent = stored;
  return {
    async begin() {
      const fresh = intent ? undefined : describe();
      if (!fresh) return;
      await intents.add(fresh);
      intent = fresh;
    },
    intent: () => intent,
    async run(work) {
      try {
        return await work();
      } catch (error) {
        throw intent ? new InterruptedError(error) : error;
      }
    },
  };
}
