import { recordRefusal } from '../audit/refusal';
import type { Actor } from '../../domain/actor';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { refusalAnswer } from '../../domain/reasons';
import type { ScriptAnswer, ScriptInvitation } from '../../contract/script-api';
import { stillHolds } from '../policy/still-holds';
import { isRightSecret, verifyKey } from '../api-keys/verify';
import { onceIn } from './store/idempotency';
import { jobIdOf } from './store/script-jobs';
import { leftIn } from '../invite/store/quotas';
import { wrongKeyItem } from './store/script-store';
import type { ScriptStart, ScriptTerms } from './store/script-store';
import { refusedName } from '../policy/current-key';
import { policyForKey } from './policy-for-key';
import { answerOf, runOnce } from './idempotency';
import { actorOf, inviteAtTheDoor, quotaOf, recordKeyRefusal, refuseQuota } from './invite-for-key';
import type { Admission, ScriptPorts } from './invite-for-key';
import { readInvitation, readRequest } from './parse-request';
import type { ScriptRequest } from './parse-request';

/** Wrong keys a minute, on the whole site, that are answered one by one. */
const WRONG_KEYS_MAX = 30;

/**
 * One request of a script: the holder of a key may invite within the key's limits and the policy, and learns no more than
 * one of eleven fixed answers.
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
    // A new name is not kept, so that requests over their quota cannot fill storage.
    const known = name ? onceIn(start.values, name, clock.now()) : { kind: 'free' as const };
    if (known.kind === 'free') return refuseQuota(first.data, 0, ports);
    if (known.kind !== 'under-way') return answerOf(known);
  }

  const jobId = jobIdOf(name);
  const answer = await runOnce(name, ports, async (finished, waited) => {
    // While it waited for another, the key may have been revoked, and the policy changed.
    if (waited) readAt = clock.now();
    const now = waited ? await admit(await store.script.terms(keyId)) : first;
    if (!now.ok) return now.reason;
    const why = await refusedProject(body.data, now.data, ports);
    if (why) return why;
    const holds = async (): Promise<boolean> =>
      isSame(now.data, await admit(await store.script.terms(keyId)));
    return inviteAtTheDoor(
      body.data,
      {
        ...now.data,
        values: start.values,
        run: name && `script:${name.keyId}:${name.name}`,
        mayGoOn: stillHolds(holds, clock, readAt),
        finished,
        job: { id: jobId, keyId, text, ...(onceName !== undefined && { name: onceName }) },
      },
      ports,
    );
  });
  // On each repeat, too: the event may have been lost, and one that comes twice finds nothing to do.
  if (answer === 'accepted') await ports.push(jobId);
  return answer;
}

/** The key by which the project was named may be another project's by now. */
export async function refusedProject(
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

export type Admitted = Result<Admission, ScriptAnswer>;

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
export function isSame(one: Admission, other: Admitted): boolean {
  const termsOf = ({ policy, settings }: Admission): string => JSON.stringify([policy, settings.authority]);
  return other.ok && termsOf(one) === termsOf(other.data);
}
