import type { Caller } from './caller';

/** One call that reached Jira. */
export interface LoggedCall {
  readonly as: Caller['as'];
  readonly accountId?: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  /** What it cost of the hourly quota. */
  readonly points: number;
}

/** Calls kept; the oldest go first. Enough for an import of 10,000. */
const KEPT_MAX = 200_000;

export class CallLog {
  #calls: LoggedCall[] = [];
  readonly #unmodelled = new Set<string>();

  add(call: LoggedCall): void {
    this.#calls.push(call);
    if (this.#calls.length > KEPT_MAX) this.#calls = this.#calls.slice(-KEPT_MAX / 2);
  }

  all(): readonly LoggedCall[] {
    return this.#calls;
  }

  clear(): void {
    this.#calls = [];
  }

  addUnmodelled(what: string): void {
    this.#unmodelled.add(what);
  }

  unmodelled(): readonly string[] {
    return [...this.#unmodelled];
  }
}
