import type { AuditPorts } from '../audit/append';
import { recordRefusal } from '../audit/refusal';
import { isCapable, learningFrom } from '../authority/capabilities';
import type { Actor } from '../../domain/actor';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { refusalAnswer } from '../../domain/reasons';
import { checkInvitations } from '../../domain/invitation/check-invitation';
import type { ScriptAnswer, ScriptInvitation } from '../../contract/script-api';
import { intentOf } from '../invite/intent';
import { inviteCustomers } from '../invite/invite-customers';
import type { SendPorts } from '../invite/invite-customers';
import { intentItem } from '../invite/store/intents';
import type { Quota } from '../invite/store/quotas';
import { keyUseItem } from '../api-keys/store/key-store';
import type { StoredKey } from '../api-keys/store/key-store';
import type { Settings } from '../policy/store/settings-store';
import type { Item } from '../../platform/kvs/kvs';
import type { Store } from '../stores';
import { answerFor } from './answer';
import { invitationOf } from './invitation-of';
import type { KeyRefusal } from './policy-for-key';
import { jobItem } from './store/script-jobs';
import type { NewScriptJob } from './store/script-jobs';
import type { ScriptStart } from './store/script-store';

export interface ScriptPorts extends AuditPorts {
  readonly callers: SendPorts['callers'];
  readonly store: Store;
  /** Hands a job that is stored to the queue. */
  readonly push: (jobId: string) => Promise<void>;
}

/** What a request may do: its key opens, and both key and policy allow it. */
export interface Admission {
  readonly key: StoredKey;
  readonly actor: Actor;
  readonly policy: ProjectPolicy;
  readonly settings: Settings;
}

export interface Inviting extends Admission {
  /** The same for all requests of one name. */
  readonly run: string | undefined;
  readonly mayGoOn: () => Promise<boolean>;
  /** What is to be written down once the answer is known. */
  readonly finished: (answer: ScriptAnswer) => readonly Item[];
}

/** A request at the door: counted there, and handed to the queue where the door may not act for the delegate. */
export interface AtTheDoor extends Inviting {
  /** The key's count of today as it was read. */
  readonly values: ScriptStart['values'];
  readonly job: Omit<NewScriptJob, 'tried'> & { readonly id: string };
}

/**
 * Invites for a key where the request came in. Where a web trigger may not act for the delegate, which
 * looks like a lent permission that is lost, the queue is to do it: there the two can be told apart.
 *
 * @returns `accepted` where the job is stored: the caller hands it over.
 */
export async function inviteAtTheDoor(
  invitation: ScriptInvitation,
  { values, job: { id, ...job }, ...inviting }: AtTheDoor,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  const { store, clock } = ports;
  const { key, settings, finished } = inviting;
  const now = clock.now();
  const isLent = settings.authority?.kind === 'delegate';
  if (isLent && isCapable(settings.capabilities, 'offlineInWebTrigger', now) === false) {
    const handed = [jobItem(id, { ...job, tried: false }, now), ...finished('accepted')];
    const taken = await store.quotas.take([quotaOf(key)], 1, clock, values, handed);
    if (!taken.ok) return refuseQuota(inviting, taken.reason.left, ports);
    return 'accepted';
  }
  const asked = checkInvitations([invitationOf(invitation)], inviting.policy, now);
  const intent = intentOf(asked, inviting, now);
  // With what is about to be done, in one operation.
  const noted = intent ? [intentItem(intent, now)] : [];
  const taken = await store.quotas.take([quotaOf(key)], 1, clock, values, noted);
  if (!taken.ok) return refuseQuota(inviting, taken.reason.left, ports);
  const sent = await send(asked, inviting, ports, intent);
  if (sent === 'delegate-lost-admin') {
    await store.write([jobItem(id, { ...job, tried: true }, clock.now()), ...finished('accepted')]);
    return 'accepted';
  }
  if (isLent) await learnOffline(true, settings, ports);
  return sent;
}

/** The same where no caller waits for the answer. It was counted at the door. */
export async function inviteInQueue(
  invitation: ScriptInvitation,
  inviting: Inviting,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  const asked = checkInvitations([invitationOf(invitation)], inviting.policy, ports.clock.now());
  const sent = await send(asked, inviting, ports, undefined);
  return sent === 'delegate-lost-admin' ? refusalAnswer(sent) : sent;
}

/** @returns the answer, or that the delegate cannot act: then nothing was done. */
async function send(
  asked: ReturnType<typeof checkInvitations>,
  { key, actor, policy, settings, run, mayGoOn, finished }: Inviting,
  ports: ScriptPorts,
  intent: ReturnType<typeof intentOf>,
): Promise<ScriptAnswer | 'delegate-lost-admin'> {
  const sent = await inviteCustomers(
    asked,
    // There is no person at the screen, so organizations are read with the authority that acts.
    { actor, policy, known: undefined, run, intent },
    { ...ports, settings, mayGoOn, tell: () => undefined },
    ([outcome]) => [keyUseItem(key.id, ports.clock.now()), ...(outcome ? finished(answerFor(outcome)) : [])],
  );
  if (!sent.ok) {
    const { code } = sent.reason;
    return code === 'delegate-lost-admin' ? code : refusalAnswer(code);
  }
  const [outcome] = sent.data.outcomes;
  return outcome ? answerFor(outcome) : 'failed';
}

/** Whether a web trigger may act for an absent person, as this site has just shown. */
export async function learnOffline(
  isCapable: boolean,
  { capabilities }: Pick<Settings, 'capabilities'>,
  { store, clock }: Pick<ScriptPorts, 'store' | 'clock'>,
): Promise<void> {
  const site = learningFrom(capabilities, { settings: store.settings, clock });
  site.learn('offlineInWebTrigger', isCapable);
  await site.keep();
}

/** A refusal by the key's limits or quota costs the caller nothing: recorded once an hour, or it would flood the log. */
export function recordKeyRefusal(
  { why, projectId, domain }: KeyRefusal,
  actor: Actor,
  { policy }: Settings,
  ports: ScriptPorts,
): Promise<void> {
  return recordRefusal({ actor, projectId, domain, asked: 'script', why }, policy, ports);
}

export async function refuseQuota(
  { key, actor, policy, settings }: Admission,
  left: number,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  const why = reason('quota-key', { max: key.dailyQuota, left });
  await recordKeyRefusal({ why, projectId: policy.projectId }, actor, settings, ports);
  return 'throttled';
}

export function actorOf({ id, name }: StoredKey): Actor {
  return { kind: 'key', keyId: id, name };
}

export function quotaOf({ id, dailyQuota }: StoredKey): Quota {
  return { of: 'key', keyId: id, max: dailyQuota };
}
