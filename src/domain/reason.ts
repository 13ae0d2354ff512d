import type { ReasonCode } from './reasons';

export type { ReasonCode };

export interface Reason {
  readonly code: ReasonCode;
  /** Fills the places in the words: `{domain}`, `{name}`, … */
  readonly params?: Readonly<Record<string, string | number>>;
}

export function reason(code: ReasonCode, params?: Reason['params']): Reason {
  return params ? { code, params } : { code };
}
