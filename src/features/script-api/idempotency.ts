import type { Clock } from '../../platform/clock';
import { SCRIPT_ANSWERS } from '../../contract/script-api';
import type { ScriptAnswer } from '../../contract/script-api';
import type { Item } from '../../platform/kvs/kvs';
import type { Claim, Known, IdempotencyKey } from './store/idempotency';
import type { Store } from '../stores';
import { isRepeatable } from './answer';

/** How often, and how many times, a request asks for the answer of another one that does the same. */
const ASK_MS = 500;
const ASKS_MAX = 50;

interface Ports {
  readonly store: Pick<Store, 'once'>;
  readonly clock: Clock;
}

/**
 * Runs the work of an idempotency key once in 24 hours; repeats and concurrent requests get the same answer. What
 * failed for the moment, or was never written down, may be tried again.
 *
 * @param run is given what makes its answer known, which it must write down with what it did; and whether another
 * request was waited for, so that what was read before may hold no more.
 */
export async function runOnce(
  name: IdempotencyKey | undefined,
  { store, clock }: Ports,
  run: (finished: (answer: ScriptAnswer) => readonly Item[], waited: boolean) => Promise<ScriptAnswer>,
): Promise<ScriptAnswer> {
  if (!name) return run(() => [], false);
  for (let asked = 0; asked < ASKS_MAX; asked += 1) {
    const claim = await store.once.claim(name, clock.now());
    switch (claim.kind) {
      case 'mine':
        return runClaimed(claim, (finished) => run(finished, asked > 0));
      case 'answered':
        return tellOnce(claim, name, store);
      case 'other-request':
        return answerOf(claim);
      case 'under-way':
        await clock.sleep(ASK_MS);
    }
  }
  return 'throttled';
}

/** What the queue could not do for the moment is told once: the next request tries anew. */
async function tellOnce(
  known: Extract<Known, { readonly kind: 'answered' }>,
  name: IdempotencyKey,
  store: Ports['store'],
): Promise<ScriptAnswer> {
  const answer = answerOf(known);
  if (isRepeatable(answer)) await store.once.forget(name);
  return answer;
}

/** The answer to a request whose name is known already. */
export function answerOf(
  known: Extract<Known, { readonly kind: 'answered' | 'other-request' }>,
): ScriptAnswer {
  if (known.kind === 'other-request') return 'unprocessable';
  return isAnswer(known.answer) ? known.answer : 'failed';
}

async function runClaimed(
  claim: Extract<Claim, { readonly kind: 'mine' }>,
  run: (finished: (answer: ScriptAnswer) => readonly Item[]) => Promise<ScriptAnswer>,
): Promise<ScriptAnswer> {
  const kept: Item[] = [];
  const finished = (told: ScriptAnswer): readonly Item[] => {
    if (!isRepeatable(told)) kept.push(claim.finished(told));
    return kept;
  };
  const answer = await run(finished).catch(async (error: unknown) => {
    // A retry must not wait until this lease expires.
    await claim.release().catch(() => undefined);
    throw error;
  });
  if (kept.length === 0) await claim.release();
  return answer;
}

function isAnswer(text: string): text is ScriptAnswer {
  return Object.hasOwn(SCRIPT_ANSWERS, text);
}
