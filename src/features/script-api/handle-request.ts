import type { AuditPorts } from '../audit/append';
import { recordRefusal } from '../audit/refusal';
import type { Actor } from '../../domain/actor';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { refusalAnswer } from '../../domain/reasons';
import type { ScriptAnswer, ScriptInvitation } from '../../contract/script-api';
import { intentOf } from '../invite/intent';
import { inviteCustomers } from '../invite/invite-customers';
import { intentItem } from '../invite/store/intents';
import type { SendPorts } from '../invite/invite-customers';
import { stillHolds } from '../policy/still-holds';
import { isRightSecret, verifyKey } from '../api-keys/verify';
import { keyUseItem } from '../api-keys/store/key-store';
import type { StoredKey } from '../api-keys/store/key-store';
import type { Item } from '../../platform/kvs/kvs';
import { onceIn } from './store/idempotency';
import { leftIn } from '../invite/store/quotas';
import type { Quota } from '../invite/store/quotas';
import { wrongKeyItem } from './store/script-store';
import type { ScriptStart, ScriptTerms } from './store/script-store';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import { refusedName } from '../policy/current-key';
import { answerFor } from './answer';
import { policyForKey } from './policy-for-key';
import type { KeyRefusal } from './policy-for-key';
import { answerOf, runOnce } from './idempotency';
import { invitationOf } from './invitation-of';
import { readInvitation, readRequest } from './parse-request';
import type { ScriptRequest } from './parse-request';
import { checkInvitations } from '../../domain/invitation/check-invitation';

/** Wrong keys a minute, on the whole site, that are answered one by one. */
const WRONG_KEYS_MAX = 30;

export interface ScriptPorts extends AuditPorts {
  readonly callers: SendPorts['callers'];
  readonly store: Store;
}

/** What a request may do: its key opens, and both key and policy allow it. */
interface Admission {
  readonly key: StoredKey;
  readonly actor: Actor;
  readonly policy: ProjectPolicy;
  readonly settings: Settings;
}

/**
 * One request of a script: the holder of a key may invite within the key's limits and the policy, and learns no more than
 * one of ten fixed answers.
 *
 * @throws StorageError where storage fails before anything was done: the door stays closed.
 */
export async function handleRequest(request: ScriptRequest, ports: ScriptPorts): Promise<ScriptAnswer> {
  const read = readRequest(request);
  if (!read.ok) return read.reason;
  const { store, clock } = ports;
  const { onceName, body: text } = read.data;
  const { id: keyId, secret } = read.data.key;
  const name = onceName === undefined ? undefined : { keyId, name: onceName, request: text };
  const start = await store.script.start(keyId, name, clock.now());
  if (!isRightSecret(secret, start.key?.key, clock.now())) return refuseWrongKey(start, ports);

  let readAt = clock.now();
  const terms = await store.script.terms(keyId);
  const refused = verifyKey(secret, terms.key?.key, terms.settings.policy, clock.now());
  if (refused) return refuseKey(refused, terms, ports);
  const body = readInvitation(text);
  if (!body.ok) return refuseBody(body.reason, terms, ports);
  const admit = (now: ScriptTerms): Promise<Admitted> => admitted(secret, body.data, now, ports);
  const first = await admit(terms);
  if (!first.ok) return first.reason;
  if (leftIn(start.values, quotaOf(first.data.key), clock.now()) < 1) {
    // A name that is new is not kept: nobody fills storage with what is over their quota.
    const known = name ? onceIn(start.values, name, clock.now()) : { kind: 'free' as const };
    if (known.kind === 'free') return refuseQuota(first.data, 0, ports);
    if (known.kind !== 'under-way') return answerOf(known);
  }

  return runOnce(name, ports, async (finished, waited) => {
    // While it waited for another, the key may have been revoked, and the policy changed.
    if (waited) readAt = clock.now();
    const now = waited ? await admit(await store.script.terms(keyId)) : first;
    if (!now.ok) return now.reason;
    const why = await refusedProject(body.data, now.data, ports);
    if (why) return why;
    const holds = async (): Promise<boolean> =>
      isSame(now.data, await admit(await store.script.terms(keyId)));
    return inviteFor(
      body.data,
      {
        ...now.data,
        values: start.values,
        run: name && `script:${name.keyId}:${name.name}`,
        mayGoOn: stillHolds(holds, clock, readAt),
        finished,
      },
      ports,
    );
  });
}

/** The key by which the project was named may be another project's by now. */
async function refusedProject(
  { project }: ScriptInvitation,
  { actor, policy, settings }: Admission,
  ports: ScriptPorts,
): Promise<ScriptAnswer | undefined> {
  const why = await refusedName(project, policy, ports.callers.app, { ...ports, settings });
  if (!why) return undefined;
  await recordKeyRefusal({ why, projectId: policy.projectId }, actor, settings, ports);
  return refusalAnswer(why.code);
}

/** A wrong key is counted, and noted once an hour; a flood of them is turned away without another word. */
async function refuseWrongKey({ wrongKeys }: ScriptStart, ports: ScriptPorts): Promise<ScriptAnswer> {
  if (wrongKeys >= WRONG_KEYS_MAX) return 'throttled';
  const counted = wrongKeyItem(wrongKeys, ports.clock.now());
  const refusal = { projectId: undefined, asked: 'script', why: reason('key-wrong') };
  await recordRefusal({ actor: { kind: 'nobody' }, ...refusal }, undefined, ports, [counted]);
  return 'unauthorized';
}

/** The sender knows the secret, so the entry names the key. */
async function refuseKey(
  why: Reason,
  { settings, key }: ScriptTerms,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  const actor: Actor = key ? actorOf(key.key) : { kind: 'nobody' };
  await recordRefusal({ actor, projectId: undefined, asked: 'script', why }, settings.policy, ports);
  return 'unauthorized';
}

/** The answer says where to look for what is wrong. */
async function refuseBody(
  why: Reason,
  { settings, key }: ScriptTerms,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  if (key) await recordKeyRefusal({ why }, actorOf(key.key), settings, ports);
  return 'invalid';
}

type Admitted = Result<Admission, ScriptAnswer>;

/** Whether key and policy, as they are, let in what a request asks for. */
async function admitted(
  secret: string,
  invitation: ScriptInvitation,
  terms: ScriptTerms,
  ports: ScriptPorts,
): Promise<Admitted> {
  const { settings, key: record } = terms;
  const refused = verifyKey(secret, record?.key, settings.policy, ports.clock.now());
  if (refused || !record) {
    return fail(await refuseKey(refused ?? reason('key-wrong'), terms, ports));
  }
  const { key } = record;
  const actor = actorOf(key);
  const allowed = policyForKey(key, invitation, settings.policy);
  if (allowed.ok) return ok({ key, actor, policy: allowed.data, settings });
  await recordKeyRefusal(allowed.reason, actor, settings, ports);
  return fail(refusalAnswer(allowed.reason.why.code));
}

/** Whether what was let in is let in just so, and with the same authority. */
function isSame(one: Admission, other: Admitted): boolean {
  const termsOf = ({ policy, settings }: Admission): string => JSON.stringify([policy, settings.authority]);
  return other.ok && termsOf(one) === termsOf(other.data);
}

/** A refusal by the key's limits or quota costs the caller nothing: recorded once an hour, or it would flood the log. */
function recordKeyRefusal(
  { why, projectId, domain }: KeyRefusal,
  actor: Actor,
  { policy }: Settings,
  ports: ScriptPorts,
): Promise<void> {
  return recordRefusal({ actor, projectId, domain, asked: 'script', why }, policy, ports);
}

async function refuseQuota(
  { key, actor, policy, settings }: Admission,
  left: number,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  const why = reason('quota-key', { max: key.dailyQuota, left });
  await recordKeyRefusal({ why, projectId: policy.projectId }, actor, settings, ports);
  return 'throttled';
}

interface Inviting extends Admission {
  /** The key's count of today as it was read. */
  readonly values: ScriptStart['values'];
  /** The same for all requests of one name. */
  readonly run: string | undefined;
  readonly mayGoOn: () => Promise<boolean>;
  /** What is to be written down once the answer is known. */
  readonly finished: (answer: ScriptAnswer) => readonly Item[];
}

async function inviteFor(
  invitation: ScriptInvitation,
  { values, run, mayGoOn, finished, ...admission }: Inviting,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  const { store, clock } = ports;
  const { key, actor, policy, settings } = admission;
  const now = clock.now();
  const asked = checkInvitations([invitationOf(invitation)], policy, now);
  const intent = intentOf(asked, { actor, policy }, now);
  // With what is about to be done, in one operation.
  const noted = intent ? [intentItem(intent, now)] : [];
  const taken = await store.quotas.take([quotaOf(key)], 1, clock, values, noted);
  if (!taken.ok) return refuseQuota(admission, taken.reason.left, ports);
  const sent = await inviteCustomers(
    asked,
    // Nobody is at the screen, so that organizations are read with the authority that acts.
    { actor, policy, known: undefined, run, intent },
    { ...ports, settings, mayGoOn, tell: () => undefined },
    ([outcome]) => [keyUseItem(key.id, clock.now()), ...(outcome ? finished(answerFor(outcome)) : [])],
  );
  if (!sent.ok) return refusalAnswer(sent.reason.code);
  const [outcome] = sent.data.outcomes;
  return outcome ? answerFor(outcome) : 'failed';
}

function actorOf({ id, name }: StoredKey): Actor {
  return { kind: 'key', keyId: id, name };
}

function quotaOf({ id, dailyQuota }: StoredKey): Quota {
  return { of: 'key', keyId: id, max: dailyQuota };
}
