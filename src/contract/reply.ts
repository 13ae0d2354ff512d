import type { Reason } from '../domain/reason';

/** What crosses the bridge: data, or a code that each reader puts into words of its own language. */
export type Reply<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: ReplyError };

export type ReplyError = Reason;
