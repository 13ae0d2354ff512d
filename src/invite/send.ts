import { privilegedCaller } from '../authority/privileged';
import type { Clock } from '../clock';
import type { Progress, SendResult } from '../contract/functions';
import type { AccountId } from '../contract/ids';
import type { Invitation } from '../contract/invitation';
import type { ProjectPolicy } from '../contract/policy';
import type { Outcome } from '../contract/outcome';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { Answered } from '../jira/answer';
import type { Callers } from '../jira/callers';
import type { Organization } from '../jira/organizations';
import type { Settings } from '../store/settings';
import type { Store } from '../store/store';
import { invite } from './invite';
import type { Invited } from './invited';
import { recordInvitations } from './record';

export interface Sender {
  readonly actor: AccountId;
  readonly policy: ProjectPolicy;
  /** The organizations linked to the project, read as the actor. */
  readonly linked: Answered<readonly Organization[]>;
}

export interface SendPorts {
  readonly callers: Pick<Callers, 'app' | 'offline'>;
  readonly settings: Pick<Settings, 'authority'>;
  readonly store: Pick<Store, 'enrolments' | 'newAccounts' | 'newOrganizations' | 'pending' | 'write'>;
  readonly clock: Clock;
  readonly tell: (progress: Progress) => void;
}

export type Sent =
  { readonly ok: true; readonly data: SendResult } | { readonly ok: false; readonly reason: Reason };

/** Invites with whatever authority is set, and writes down what became of it. */
export async function send(
  invitations: readonly Invitation[],
  { actor, policy, linked }: Sender,
  { callers, settings, store, clock, tell }: SendPorts,
): Promise<Sent> {
  const privileged = await privilegedCaller(settings.authority, callers);
  if (!privileged.ok) return privileged;

  const invited = await invite(invitations, policy, linked, {
    privileged: privileged.caller,
    app: callers.app,
    lacksPower: privileged.lacksPower,
    store,
    clock,
    tell,
  });
  const recorded = await record(invited, actor, policy, { store, clock });
  const outcomes = invited.map((each) => (recorded ? each.outcome : withoutRetry(each)));
  return { ok: true, data: { outcomes, recorded } };
}

/** Where nothing could be written down, nothing is tried again, either. */
function withoutRetry({ outcome, tryLater }: Invited): Outcome {
  if (!tryLater) return outcome;
  const why = reason('account-not-found-yet');
  return { ...outcome, reason: why, steps: outcome.steps.map((step) => ({ ...step, reason: why })) };
}

/** What was done in Jira stands, so a storage that fails now is told, not thrown. */
async function record(
  invited: readonly Invited[],
  actor: AccountId,
  policy: ProjectPolicy,
  ports: Pick<SendPorts, 'store' | 'clock'>,
): Promise<boolean> {
  try {
    await recordInvitations(invited, actor, policy, ports);
    return true;
  } catch (error) {
    console.error(
      JSON.stringify({ event: 'not-recorded', name: error instanceof Error ? error.name : 'unknown' }),
    );
    return false;
  }
}
