import type { Clock } from '../clock';
import { SCRIPT_ANSWERS } from '../contract/script';
import type { ScriptAnswer } from '../contract/script';
import type { Item } from '../store/batch';
import type { OnceName } from '../store/once';
import type { Store } from '../store/store';
import { isRepeatable } from './answer';

/** How often, and how many times, a request asks for the answer of another one that does the same. */
const ASK_MS = 500;
const ASKS_MAX = 50;

interface Ports {
  readonly store: Pick<Store, 'once' | 'write'>;
  readonly clock: Clock;
}

/**
 * Runs what stands under a name once in 24 hours; whoever comes again, or meanwhile, gets the same answer. What
 * failed for the moment may be tried again.
 *
 * @param run is given what makes its answer known; it must write that down with what it did.
 */
export async function once(
  name: OnceName | undefined | '',
  { store, clock }: Ports,
  run: (finished: (answer: ScriptAnswer) => readonly Item[]) => Promise<ScriptAnswer>,
): Promise<ScriptAnswer> {
  if (!name) return run(() => []);
  for (let asked = 0; asked < ASKS_MAX; asked += 1) {
    const claim = await store.once.claim(name, clock.now());
    switch (claim.kind) {
      case 'mine': {
        const release = (): Promise<void> => store.write([claim.released()]);
        const answer = await run((told) => (isRepeatable(told) ? [] : [claim.finished(told)])).catch(
          async (error: unknown) => {
            // Whoever tries again must not wait until this one counts as dead.
            await release().catch(() => undefined);
            throw error;
          },
        );
        if (isRepeatable(answer)) await release();
        return answer;
      }
      case 'answered':
        return isAnswer(claim.answer) ? claim.answer : 'failed';
      case 'other-request':
        return 'unprocessable';
      case 'under-way':
        await clock.sleep(ASK_MS);
    }
  }
  return 'throttled';
}

function isAnswer(text: string): text is ScriptAnswer {
  return Object.hasOwn(SCRIPT_ANSWERS, text);
}
