import type { Clock } from '../../src/platform/clock';

/** When virtual time begins: 2027-01-01, 12:00 UTC. */
export const START = Date.UTC(2027, 0, 1, 12);

/**
 * Time that passes only when everybody waits: whenever the code under test has nothing left to do, the clock
 * jumps to the next timer. Half an hour of waiting takes no time.
 */
export class VirtualClock implements Clock {
  /** Every wait asked for with `sleep`, in ms. */
  readonly slept: number[] = [];
  #now = START;
  #timers: { readonly at: number; readonly fire: () => void }[] = [];
  #jumping = false;

  /** @param random what `random()` returns: in the middle unless told. */
  constructor(readonly random: () => number = () => 0.5) {}

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    return this.timer(ms).done;
  }

  timer(ms: number): { readonly done: Promise<void>; cancel(): void } {
    let cancel = (): void => undefined;
    const done = new Promise<void>((fire) => {
      const timer = { at: this.#now + ms, fire };
      this.#timers.push(timer);
      cancel = () => void (this.#timers = this.#timers.filter((each) => each !== timer));
    });
    this.#jumpWhenIdle();
    return { done, cancel: () => cancel() };
  }

  /** Moves time on by hand, for code that looks at the clock but does not wait. */
  advance(ms: number): void {
    this.#now += ms;
  }

  #jumpWhenIdle(): void {
    if (this.#jumping) return;
    this.#jumping = true;
    setImmediate(() => {
      this.#jumping = false;
      const [next] = this.#timers.sort((one, other) => one.at - other.at);
      if (!next) return;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
      this.#jumpWhenIdle();
    });
  }
}
