import type { SiteClock } from '../clock';

/** Turns of the event loop in which nothing happens before time is moved on. */
const QUIET_TURNS = 3;

interface Timer {
  readonly dueAt: number;
  readonly run: () => void;
}

/**
 * The app's time on the local site. Its `Date` is the site's. Its timers are real or, where `hurried`, virtual:
 * when the app has nothing under way but timers, time is moved on to the next one, so that a test need not wait
 * for back-offs of seconds.
 */
export class AppTime {
  hurried = false;
  readonly #timers = new Set<Timer>();
  #underway = 0;
  #pumping = false;

  constructor(private readonly clock: SiteClock) {}

  /** The globals that stand in the app's code in place of the real ones. */
  globals(): {
    readonly Date: DateConstructor;
    readonly setTimeout: (run: () => void, ms?: number) => unknown;
    readonly clearTimeout: (timer: unknown) => void;
  } {
    return {
      Date: dateOf(this.clock),
      setTimeout: (run, ms = 0) => (this.hurried ? this.#start(run, ms) : setTimeout(run, ms)),
      clearTimeout: (timer) => {
        if (!this.#timers.delete(timer as Timer)) clearTimeout(timer as NodeJS.Timeout);
      },
    };
  }

  /** Something that the app waits for beside its timers: time stands still until it is there. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underway += 1;
    try {
      return await work;
    } finally {
      this.#underway -= 1;
    }
  }

  #start(run: () => void, ms: number): Timer {
    const timer = { dueAt: this.clock.now() + ms, run };
    this.#timers.add(timer);
    if (!this.#pumping) void this.#pump();
    return timer;
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    for (let quiet = 0; this.#timers.size > 0;) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.#underway === 0 ? quiet + 1 : 0;
      if (quiet < QUIET_TURNS) continue;
      quiet = 0;
      const next = [...this.#timers].reduce((one, other) => (other.dueAt < one.dueAt ? other : one));
      this.#timers.delete(next);
      this.clock.advance(next.dueAt - this.clock.now());
      next.run();
    }
    this.#pumping = false;
  }
}

function dateOf(clock: SiteClock): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args) =>
      Reflect.construct(target, args.length === 0 ? [clock.now()] : args) as object,
    get: (target, name) => (name === 'now' ? () => clock.now() : (Reflect.get(target, name) as unknown)),
  });
}
