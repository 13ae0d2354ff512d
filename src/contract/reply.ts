import type { Reason } from '../domain/reason';

/** What crosses the bridge: data, or an error in words that say what is wrong and what to do. */
export type Reply<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: ReplyError };

export interface ReplyError extends Reason {
  readonly message: string;
  /** What to do, and who can. */
  readonly next?: string;
}
