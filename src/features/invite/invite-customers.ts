import type { AuditPorts, Recorded } from '../audit/append';
import { learningFrom } from '../authority/capabilities';
import type { Learning } from '../authority/capabilities';
import { privilegedCaller } from '../authority/privileged';
import type { Actor } from '../../domain/actor';
import type { Progress } from '../../contract/procedures';
import type { SendResult } from '../../contract/invite';
import type { Outcome } from '../../domain/invitation/outcome';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { only } from '../../platform/jira/client';
import type { JiraClients } from '../../platform/jira/clients';
import type { Item } from '../../platform/kvs/kvs';
import { closedIntentItem } from './store/intents';
import type { Intent } from './store/intents';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import type { CheckedInvitation } from '../../domain/invitation/check-invitation';
import { invite } from './pipeline';
import { rejected } from './outcome';
import type { InvitationResult } from './stages';
import type { KnownOrganizations } from './find-in-list';
import { readOrganizations } from './read-organizations';
import { takeQuota } from './quota';
import { announce, intentOf } from './intent';
import { recordInvitations } from './record';
import type { Origin } from './record';

export interface Sender {
  readonly actor: Actor;
  readonly policy: ProjectPolicy;
  /** The organizations that may be meant, read as the person at the screen; `undefined` where there is none. */
  readonly known: KnownOrganizations | undefined;
  readonly origin?: Origin;
  /** Names a request and its repeats; `undefined` where it cannot be repeated. */
  readonly run?: string | undefined;
  /** Stored already, with something else. */
  readonly intent?: Intent | undefined;
}

export interface SendPorts extends AuditPorts {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly settings: Pick<Settings, 'authority' | 'capabilities'>;
  readonly store: Pick<
    Store,
    | 'addresses'
    | 'endings'
    | 'enrolments'
    | 'intents'
    | 'mailedEnds'
    | 'newOrganizations'
    | 'organizationLists'
    | 'pending'
    | 'quotas'
    | 'settings'
    | 'write'
  >;
  readonly tell: (progress: Progress) => void;
  /** Whether it is still allowed; asked right before each account is made. */
  readonly mayGoOn: () => Promise<boolean>;
}

/**
 * Invites with whatever authority is set, and writes down what became of it.
 *
 * @param invitations checked against the policy of the sender.
 * @param extra is written down with it, once it is known what became of the invitations.
 */
export async function inviteCustomers(
  invitations: readonly CheckedInvitation[],
  { actor, policy, known, origin, run, intent: stored }: Sender,
  ports: SendPorts,
  extra: (outcomes: readonly Outcome[]) => readonly Item[] = () => [],
): Promise<Result<SendResult>> {
  const { callers, settings, store, clock, tell } = ports;
  const privileged = await privilegedCaller(settings.authority, callers);
  if (!privileged.ok) {
    // Nothing was begun; what is not closed is settled by the schedule, which finds nothing.
    if (stored) await store.write([closedIntentItem(stored)]).catch(() => undefined);
    return privileged;
  }

  const site = learningFrom(settings.capabilities, { settings: store.settings, clock });
  const passing = invitations.filter(({ check }) => check.ok);
  const overQuota = await takeQuota(passing.length, actor, policy, { store, clock });
  const organizations = passing.flatMap(({ invitation }) => invitation.organizations);
  const announced = announce(
    stored,
    () => intentOf(invitations, { actor, policy, origin }, clock.now()),
    store.intents,
  );
  const invited = overQuota
    ? invitations.map((each) => overTheQuota(each, overQuota))
    : await announced.run(async () =>
        invite(
          invitations,
          policy,
          known ?? (await readOrganizations(privileged.data.caller, policy, organizations, ports)),
          {
            privileged: privileged.data.caller,
            app: callers.app,
            missingAdmin: privileged.data.missingAdmin,
            store,
            clock,
            tell,
            actor,
            run,
            begin: announced.begin,
            postpone: ports.postpone,
            site,
            looksFirst: known !== undefined,
            creating: only(privileged.data.caller, ports.mayGoOn),
          },
        ),
      );
  const { recorded, ids } = await recordInvitations(invited, actor, policy, ports, {
    extra: extra(invited.map(({ outcome }) => outcome)),
    ...(origin && { origin }),
    intent: announced.intent(),
  });
  if (settings.authority?.kind !== 'delegate') learnCreating(invited, site);
  await site.keep();
  const outcomes = invited.map((each) => ({ ...told(each, recorded), ...idIn(ids, each, recorded) }));
  return ok({ outcomes, recorded });
}

/** Creating decides what the app's own account may do, and not what Jira says of its permissions. */
function learnCreating(invited: readonly InvitationResult[], { learn }: Pick<Learning, 'learn'>): void {
  const outcomes = invited.map(({ outcome }) => outcome);
  if (outcomes.some(({ reason: why }) => why?.code === 'app-lacks-admin')) learn('createAsApp', false);
  else if (invited.some(({ isNewAccount }) => isNewAccount)) learn('createAsApp', true);
}

/** What is wrong with one is said; all others wait for another day. */
function overTheQuota(
  { invitation: { email }, check }: CheckedInvitation,
  overQuota: Reason,
): InvitationResult {
  return check.ok
    ? rejected(email, overQuota, check.data.address.domain)
    : rejected(email, check.reason, check.domain);
}

/** Where nothing could be written down, nothing is tried again, either. */
function told({ outcome, tryLater }: InvitationResult, recorded: Recorded): Outcome {
  if (!tryLater || recorded === 'yes') return outcome;
  const why = reason('account-not-found-yet');
  return { ...outcome, reason: why, steps: outcome.steps.map((step) => ({ ...step, reason: why })) };
}

function idIn(
  ids: ReadonlyMap<InvitationResult, string>,
  invited: InvitationResult,
  recorded: Recorded,
): Pick<Outcome, 'id'> {
  const id = ids.get(invited);
  return id && recorded !== 'no' ? { id } : {};
}
