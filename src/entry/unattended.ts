import { reasonOfError } from '../features/authorization/unexpected';

/** Unattended work failed; what went wrong stands in the log, by class and code. */
class UnattendedError extends Error {
  override readonly name = 'UnattendedError';
}

/**
 * Wraps a function that Forge calls by itself. Forge logs what such a function throws, with its message, which may hold
 * an address; so another error is thrown in its place.
 */
export function unattended<A extends readonly unknown[], R>(
  where: string,
  run: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await run(...args);
    } catch (error) {
      reasonOfError(error, where);
      throw new UnattendedError(where);
    }
  };
}
