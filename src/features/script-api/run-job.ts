import { keyUseItem } from '../api-keys/store/key-store';
import { verifyOwner } from '../api-keys/verify';
import { isCapable } from '../authority/capabilities';
import { fail, ok } from '../../domain/result';
import { refusalAnswer } from '../../domain/reasons';
import type { ScriptAnswer, ScriptInvitation } from '../../contract/script-api';
import { stillHolds } from '../policy/still-holds';
import type { Item } from '../../platform/kvs/kvs';
import { isSame, refusedProject } from './handle-request';
import type { Admitted } from './handle-request';
import { actorOf, inviteInQueue, learnOffline, recordKeyRefusal } from './invite-for-key';
import type { Admission, ScriptPorts } from './invite-for-key';
import { readInvitation } from './parse-request';
import { policyForKey } from './policy-for-key';
import type { IdempotencyKey } from './store/idempotency';
import type { ScriptJob } from './store/script-jobs';

/** Workers that may crash at a job before it counts as failed. */
const ATTEMPTS_MAX = 5;

export type JobEnd = { readonly kind: 'over' } | { readonly kind: 'again'; readonly seconds: number };

/**
 * Does a request that the door handed over. Key, limits and policy are asked again: a key that was revoked since opens
 * nothing. Of several events of one job, one works; the answer is kept for its Idempotency-Key.
 */
export async function runScriptJob(id: string, ports: ScriptPorts): Promise<JobEnd> {
  const { store, clock } = ports;
  const taken = await store.scriptJobs.take(id, clock.now());
  if (taken.kind === 'gone') return { kind: 'over' };
  if (taken.kind === 'taken') return { kind: 'again', seconds: Math.ceil(taken.ms / 1000) };
  const { job } = taken;
  const answer = job.attempts > ATTEMPTS_MAX ? 'failed' : await answerJob(job, ports);
  const finished = await answerItems(job, answer, ports);
  if (finished.length > 0) await store.write(finished);
  await store.scriptJobs.remove(id);
  return { kind: 'over' };
}

async function answerJob(job: ScriptJob, ports: ScriptPorts): Promise<ScriptAnswer> {
  const { clock } = ports;
  const body = readInvitation(job.text);
  if (!body.ok) return 'invalid';
  const readAt = clock.now();
  const admitted = await admit(job, body.data, ports);
  if (!admitted.ok) return admitted.reason;
  const why = await refusedProject(body.data, admitted.data, ports);
  if (why) return why;
  const holds = async (): Promise<boolean> => isSame(admitted.data, await admit(job, body.data, ports));
  const answer = await inviteInQueue(
    body.data,
    {
      ...admitted.data,
      run: job.name === undefined ? undefined : `script:${job.keyId}:${job.name}`,
      mayGoOn: stillHolds(holds, clock, readAt),
      finished: () => [keyUseItem(job.keyId, clock.now())],
    },
    ports,
  );
  await learnFrom(job, answer, admitted.data, ports);
  return answer;
}

/** The door was refused what the queue was granted: it is the door, and not the delegate. */
async function learnFrom(
  { tried }: ScriptJob,
  answer: ScriptAnswer,
  { settings }: Admission,
  ports: ScriptPorts,
): Promise<void> {
  const isDone = answer === 'created' || answer === 'exists' || answer === 'attention';
  const isKnown = isCapable(settings.capabilities, 'offlineInWebTrigger', ports.clock.now()) === false;
  if (tried && isDone && !isKnown) await learnOffline(false, settings, ports);
}

/** Whether key and policy, as they now are, let in what was let in at the door. The secret is not sent again. */
async function admit(
  { keyId }: ScriptJob,
  invitation: ScriptInvitation,
  ports: ScriptPorts,
): Promise<Admitted> {
  const { settings, key: record } = await ports.store.script.terms(keyId);
  if (!record) return fail('unauthorized');
  const { key } = record;
  const actor = actorOf(key);
  const allowed = policyForKey(key, invitation, settings.policy);
  if (!allowed.ok) {
    await recordKeyRefusal(allowed.reason, actor, settings, ports);
    return fail(refusalAnswer(allowed.reason.why.code));
  }
  const { projectId } = allowed.data;
  const why = verifyOwner(key, settings.policy, projectId, ports.clock.now());
  if (!why) return ok({ key, actor, policy: allowed.data, settings });
  await recordKeyRefusal({ why, projectId }, actor, settings, ports);
  return fail('unauthorized');
}

async function answerItems(
  { keyId, name, text }: ScriptJob,
  answer: ScriptAnswer,
  { store, clock }: ScriptPorts,
): Promise<readonly Item[]> {
  if (name === undefined) return [];
  const once: IdempotencyKey = { keyId, name, request: text };
  const item = await store.once.answered(once, answer, clock.now());
  return item ? [item] : [];
}
