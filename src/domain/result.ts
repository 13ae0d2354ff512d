import type { Reason } from './reason';

/**
 * What a use case gives back: data, or why not. Errors that a caller is to meet are values; exceptions are for failures
 * that no caller can handle, such as storage that fails.
 *
 * @typeParam E what is told of a refusal: a reason, where nothing else is said.
 */
export type Result<T, E = Reason> = Ok<T> | Failure<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly data: T;
}

export interface Failure<E = Reason> {
  readonly ok: false;
  readonly reason: E;
}

export function ok<T>(data: T): Ok<T> {
  return { ok: true, data };
}

export function fail<E = Reason>(reason: E): Failure<E> {
  return { ok: false, reason };
}
