import type { Store } from '../stores';
import { REMIND_MS } from './store/expiry-times';

/** When the first access ends, or an inviter is to be told that it ends soon: ms since 1970. */
export async function nextExpiry({ endings }: Pick<Store, 'endings'>): Promise<number | undefined> {
  const first = await endings.first();
  if (!first) return undefined;
  const { endsAt, retryAt } = first;
  const untold = await endings.first(await endings.toldUntil());
  return Math.min(
    Date.parse(retryAt !== undefined && retryAt > endsAt ? retryAt : endsAt),
    untold ? Date.parse(untold.endsAt) - REMIND_MS : Number.POSITIVE_INFINITY,
  );
}
