import * as z from 'zod/mini';
import type { AccountId } from '../domain/ids';
import type { Rules } from '../domain/policy/rules';
import type { Reason } from '../domain/reason';
import { beginInputSchema } from './import';
import type { ImportView } from './import';
import type { Places, StayingPlace } from './removal';

/** What a list of leavers takes people off: what this app added, or all places of the space. */
export const REMOVAL_SCOPES = ['added', 'all'] as const satisfies readonly Rules['leavers'][];
export type RemovalScope = (typeof REMOVAL_SCOPES)[number];

/** People of one list: each is looked up, and one person may look up so many a day. */
export const LEAVERS_MAX = 5000;

/** What would become of one address. */
export type Leaver =
  | {
      readonly kind: 'one';
      readonly accountId: AccountId;
      /** `customer` is portal-only. */
      readonly accountType: string;
      /** The account is deactivated: its owner cannot sign in. */
      readonly isInactive?: true;
      readonly removes: Places;
      readonly stays: readonly StayingPlace[];
    }
  /** It is not removed: unknown, an agent, one of several, or Jira did not answer. */
  | { readonly kind: 'not'; readonly reason: Reason };

export const leaversCountSchema = z.strictObject({
  /** Customers that are passed over. */
  start: z.int().check(z.nonnegative(), z.maximum(1_000_000)),
});
export type LeaversCount = z.infer<typeof leaversCountSchema>;

/** Customers of the space, counted as far as one call reaches. */
export interface CountedCustomers {
  readonly count: number;
  readonly isWhole: boolean;
}

export const leaversBeginSchema = z.pick(beginInputSchema, {
  fileName: true,
  fingerprint: true,
  people: true,
  slices: true,
});
export type LeaversBegin = z.infer<typeof leaversBeginSchema>;

/** What the screen needs to draw itself. */
export interface LeaversStart {
  readonly scope: RemovalScope;
  readonly peopleMax: number;
  /** From how many people on the number has to be typed. */
  readonly confirmFrom: number;
  /** Rows left today for the person and for the space; `null`: as many as they like. */
  readonly leftToday: number | null;
  /** Lists of the space, newest first. */
  readonly lists: readonly ImportView[];
}
