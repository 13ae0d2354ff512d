import type { Progress } from '../../contract/procedures';
import type { GuardPorts } from '../../features/authorization/guard';
import { publishOn } from '../../platform/forge/realtime';

/** The answer waits this long, in ms, for messages that are under way. */
const SETTLE_MS = 1000;
/** Messages are gathered for this long, in ms: Realtime has rate limits, and a person reads no faster. */
const GATHER_MS = 150;
/** Shorter waits for Jira, in ms, are not told. */
const WAIT_MIN_MS = 1500;

/**
 * Tells a screen how its request is going, on a realtime channel. The answer to the request says everything
 * in the end, so a message that is lost costs nothing.
 */
export function progressOn(
  channel: string | undefined,
  { callers, clock }: Pick<GuardPorts, 'callers' | 'clock'>,
): {
  readonly tell: (progress: Progress) => void;
  /** Resolves when nothing is under way any more, or soon. */
  readonly settled: () => Promise<void>;
} {
  if (channel === undefined) return { tell: () => undefined, settled: () => Promise.resolve() };

  let gathered: Progress[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();
  const flush = (): void => {
    timer = undefined;
    const messages = gathered;
    gathered = [];
    sending = Promise.all([sending, publishOn(`invite:${channel}`, { progress: messages })]);
  };
  const tell = (progress: Progress): void => {
    gathered.push(progress);
    timer ??= setTimeout(flush, GATHER_MS);
  };
  let told = 0;
  callers.whenWaiting((until) => {
    const ms = until - clock.now();
    // A wait of several callers is told once, and a short one is over before it is read.
    if (ms < WAIT_MIN_MS || until < told + WAIT_MIN_MS) return;
    told = until;
    tell({ waitSeconds: Math.ceil(ms / 1000) });
  });
  return {
    tell,
    async settled() {
      // What is still gathered would arrive after the answer.
      clearTimeout(timer);
      let patience: NodeJS.Timeout | undefined;
      const over = new Promise((resolve) => {
        patience = setTimeout(resolve, SETTLE_MS);
      });
      await Promise.race([sending, over]);
      clearTimeout(patience);
    },
  };
}
