import { isFunctionToken } from './protocol';

/** Copies a value for `postMessage`: functions become tokens, and are kept to be called. */
export function pack(value: unknown, keep: (run: (...args: unknown[]) => unknown) => string): unknown {
  if (typeof value === 'function') return { __function: keep(value as (...args: unknown[]) => unknown) };
  if (Array.isArray(value)) return value.map((each) => pack(each, keep));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, pack(each, keep)]));
  }
  return value;
}

/** Puts functions in the tokens' places again. */
export function unpack(value: unknown, call: (token: string, args: unknown[]) => void): unknown {
  if (isFunctionToken(value)) return (...args: unknown[]) => call(value.__function, args);
  if (Array.isArray(value)) return value.map((each) => unpack(each, call));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unpack(each, call)]));
  }
  return value;
}
