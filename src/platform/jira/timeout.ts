import type { Clock } from '../clock';
import { NO_ANSWER, NO_TIME } from './result';
import type { JiraAnswer, JiraClient } from './client';

/** One call that takes longer is given up. */
const CALL_TIMEOUT_MS = 10_000;

/**
 * Wraps callers so that every call ends: after 10 s at most, and not past the deadline. Never throws: silence
 * and broken connections are answers with the status `NO_ANSWER`, a deadline that is over one with `NO_TIME`.
 *
 * @param deadline the moment, in ms as `clock.now()` counts, after which nothing is asked any more.
 */
export function createTimeout({
  clock,
  deadline,
}: {
  readonly clock: Clock;
  readonly deadline: number;
}): (caller: JiraClient) => JiraClient {
  return (caller) => ({
    async requestJira(path, init) {
      const left = deadline - clock.now();
      if (left <= 0) return unanswered(NO_TIME);
      const timer = clock.timer(Math.min(CALL_TIMEOUT_MS, left));
      try {
        return await Promise.race([
          caller.requestJira(path, init).then(whole),
          timer.done.then(() => unanswered(NO_ANSWER)),
        ]);
      } catch (error) {
        return unanswered(statusOf(error));
      } finally {
        timer.cancel();
      }
    },
  });
}

/** An answer with its body: one that stalls after its headers is silence, too. */
async function whole(answer: JiraAnswer): Promise<JiraAnswer> {
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text: () => Promise.resolve(text) };
}

/** An answer that Jira did not give. */
export function unanswered(status: number, headers: Readonly<Record<string, string>> = {}): JiraAnswer {
  return { status, headers: { get: (name) => headers[name] ?? null }, text: () => Promise.resolve('') };
}

/** Forge's proxy refuses by throwing, with the status it means: 401 where an account cannot be impersonated. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 ? status : NO_ANSWER;
}
