import * as z from 'zod/mini';
import type { AccountId } from './ids';
import type { Outcome, Step } from './outcome';
import type { ReasonCode } from './reason';

export const historyInputSchema = z.strictObject({
  cursor: z.optional(z.string().check(z.maxLength(2000))),
});
export type HistoryInput = z.infer<typeof historyInputSchema>;

/** One invitation made, as it is kept: account ids, no address. */
export interface HistoryEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly actor: AccountId;
  readonly customer?: AccountId;
  /** Of the address; all that is kept of it. */
  readonly domain: string;
  readonly state: Outcome['state'];
  readonly reason?: ReasonCode;
  readonly account?: Step['change'];
  readonly organizations: readonly string[];
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** Where the next, older page begins; none on the last. */
  readonly cursor?: string;
}
