import type { AuditPorts } from '../audit/record';
import { recordRefusal } from '../audit/refusal';
import type { Actor } from '../contract/actor';
import type { ProjectPolicy } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { ScriptAnswer, ScriptInvitation } from '../contract/script';
import { send } from '../invite/send';
import type { SendPorts } from '../invite/send';
import { refusedKey } from '../keys/open';
import { keyUseItem } from '../store/api-keys';
import type { StoredKey } from '../store/api-keys';
import type { Item } from '../store/batch';
import { wrongKeyItem } from '../store/script';
import type { ScriptStart } from '../store/script';
import type { Store } from '../store/store';
import { answerFor, answerForReason } from './answer';
import { allowedBy } from './allowed-by';
import type { KeyRefusal } from './allowed-by';
import { once } from './once';
import { refOf } from './organization-ref';
import { readInvitation, readRequest } from './request';
import type { ScriptRequest } from './request';

/** Wrong keys a minute, on the whole site, that are answered one by one. */
const WRONG_KEYS_MAX = 30;

export interface ScriptPorts extends AuditPorts {
  readonly callers: SendPorts['callers'];
  readonly store: Store;
}

/**
 * One request of a script: whoever holds a key may invite within the key's limits and the policy, and learns no more than
 * one of ten fixed answers.
 *
 * @throws StorageError where storage fails before anything was done: the door stays closed.
 */
export async function serveScript(request: ScriptRequest, ports: ScriptPorts): Promise<ScriptAnswer> {
  const read = readRequest(request);
  if (!read.ok) return read.answer;
  const { store, clock } = ports;
  const start = await store.script.start(read.key.id, clock.now());
  const { settings, key: record } = start;

  const refused = refusedKey(read.key.secret, record?.key, settings.policy, clock.now());
  if (refused || !record) return refuseKey(refused ?? reason('key-wrong'), start, ports);
  const { key } = record;
  const body = readInvitation(read.body);
  if (!body.ok) return body.answer;

  const actor: Actor = { kind: 'key', keyId: key.id, name: key.name };
  const allowed = allowedBy(key, body.invitation, settings.policy);
  if (!allowed.ok) {
    await recordKeyRefusal(allowed, actor, start, ports);
    return answerForReason(allowed.reason.code);
  }
  const name = read.onceName && { keyId: key.id, name: read.onceName, request: read.body };
  return once(name, ports, (finished) =>
    inviteFor(
      body.invitation,
      {
        key,
        actor,
        policy: allowed.policy,
        start,
        finished,
        run: name && `script:${name.keyId}:${name.name}`,
      },
      ports,
    ),
  );
}

/** A wrong key is counted, and noted once an hour; a flood of them is turned away without another word. */
async function refuseKey(
  why: Reason,
  { settings, key, wrongKeys }: ScriptStart,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  if (why.code === 'key-wrong' && wrongKeys >= WRONG_KEYS_MAX) return 'throttled';
  const isKnown = key !== undefined && why.code !== 'key-wrong';
  const actor: Actor = isKnown ? { kind: 'key', keyId: key.key.id, name: key.key.name } : { kind: 'nobody' };
  const counted = isKnown ? [] : [wrongKeyItem(wrongKeys, ports.clock.now())];
  await recordRefusal({ actor, projectId: undefined, asked: 'script', why }, settings.policy, ports, counted);
  return 'unauthorized';
}

/** What the key's own limits refuse, and its quota, costs whoever asks nothing: noted once an hour, or it floods the log. */
function recordKeyRefusal(
  { reason: why, projectId, domain }: KeyRefusal,
  actor: Actor,
  { settings }: ScriptStart,
  ports: ScriptPorts,
): Promise<void> {
  return recordRefusal({ actor, projectId, domain, asked: 'script', why }, settings.policy, ports);
}

interface Inviting {
  readonly key: StoredKey;
  readonly actor: Actor;
  readonly policy: ProjectPolicy;
  readonly start: ScriptStart;
  /** The same for all requests of one name. */
  readonly run: string | undefined;
  /** What is to be written down once the answer is known. */
  readonly finished: (answer: ScriptAnswer) => readonly Item[];
}

async function inviteFor(
  invitation: ScriptInvitation,
  { key, actor, policy, start, finished, run }: Inviting,
  ports: ScriptPorts,
): Promise<ScriptAnswer> {
  const { store, clock } = ports;
  const quota = { of: 'key', keyId: key.id, max: key.dailyQuota } as const;
  const taken = await store.quotas.take([quota], 1, clock, start.counts);
  if (!taken.ok) {
    const why = reason('quota-key', { max: quota.max, left: taken.left });
    await recordKeyRefusal({ reason: why, projectId: policy.projectId }, actor, start, ports);
    return 'throttled';
  }
  const { email, displayName, organization, notify = false, endsAt } = invitation;
  const people = {
    email,
    ...(displayName !== undefined && { displayName }),
    notify,
    ...(endsAt !== undefined && { endsAt }),
  };
  const sent = await send(
    [{ ...people, organizations: organization === undefined ? [] : [refOf(organization)] }],
    // Nobody is at the screen, so that organizations are read with the authority that acts.
    { actor, policy, known: undefined, run },
    { ...ports, settings: start.settings, tell: () => undefined },
    ([outcome]) => [keyUseItem(key.id, clock.now()), ...(outcome ? finished(answerFor(outcome)) : [])],
  );
  if (!sent.ok) return answerForReason(sent.reason.code);
  const [outcome] = sent.data.outcomes;
  return outcome ? answerFor(outcome) : 'failed';
}
