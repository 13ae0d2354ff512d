import type { Clock } from '../../platform/clock';

/** For so long an answer of storage counts as what holds now: a batch of accounts is not asked about one by one. */
const FRESH_MS = 1_000;

/**
 * Asks again whether what was allowed at the beginning still is, at most once a second; once withdrawn, it stays
 * withdrawn. Where that is unknown, it does not hold.
 *
 * @param readAt when what was allowed was read, in ms since 1970.
 */
export function stillHolds(
  ask: () => Promise<boolean>,
  clock: Clock,
  readAt: number,
): () => Promise<boolean> {
  let holds = Promise.resolve(true);
  let askedAt = readAt;
  return () => {
    if (clock.now() - askedAt >= FRESH_MS) {
      askedAt = clock.now();
      holds = holds.then((before) => before && ask().catch(() => false));
    }
    return holds;
  };
}
