import { currentInvocation } from './invocation';
import type { Invocation } from './invocation';

/** Something that an app asks of the platform or, through it, of Jira. */
export interface PlatformCall {
  readonly functionKey: string;
  /** Counts the calls of this one invocation, from 1. */
  readonly number: number;
  readonly what: 'jira' | 'storage' | 'other';
  /** HTTP method; storage and queues know `POST` only. */
  readonly method: string;
  readonly path: string;
}

/** The function ends before the call's work is done, or after it, before it can read the answer. */
export type Death = 'before' | 'after';

interface Life {
  calls: number;
  dead: boolean;
  readonly end: Promise<never>;
  readonly die: (why: Error) => void;
}

const NEVER = new Promise<never>(() => undefined);

/**
 * Ends invocations in the middle, as Forge does with a function that runs out of memory or time, or whose machine goes
 * away: none of its code runs on, and its caller gets an error.
 */
export class Crashes {
  /** Invocations that ended so. */
  count = 0;
  /** Asked at each call of each invocation that has not ended; nothing: it lives on. */
  at: (call: PlatformCall) => Death | undefined = () => undefined;
  readonly #lives = new WeakMap<Invocation, Life>();

  /** Ends one invocation of a function, at the call with this number. */
  once(functionKey: string, number: number, death: Death = 'before'): void {
    this.at = (call) => {
      if (call.functionKey !== functionKey || call.number !== number) return undefined;
      this.at = () => undefined;
      return death;
    };
  }

  /** What an invocation begins with. @returns what is rejected when it ends in the middle. */
  begin(invocation: Invocation): Promise<never> {
    let die: Life['die'] = () => undefined;
    const end = new Promise<never>((_, reject) => {
      die = reject;
    });
    // Most invocations live on, and some ends are not awaited.
    end.catch(() => undefined);
    this.#lives.set(invocation, { calls: 0, dead: false, end, die });
    return end;
  }

  /** Does what a call asks for, unless its invocation has ended or ends here: then nothing is ever answered. */
  async around<T>(call: Pick<PlatformCall, 'what' | 'method' | 'path'>, work: () => Promise<T>): Promise<T> {
    const invocation = currentInvocation.getStore();
    const life = invocation && this.#lives.get(invocation);
    if (!life) return work();
    if (life.dead) return NEVER;
    life.calls += 1;
    const { functionKey } = invocation;
    const death = this.at({ ...call, functionKey, number: life.calls });
    if (death === 'before') this.#kill(life, functionKey);
    if (death !== 'before') {
      try {
        const answer = await work();
        if (death === 'after') this.#kill(life, functionKey);
        if (!this.#isDead(life)) return answer;
      } catch (error) {
        if (death === 'after') this.#kill(life, functionKey);
        if (!this.#isDead(life)) throw error;
      }
    }
    return NEVER;
  }

  /** The same, to be run later: not at all where the invocation that it belongs to has ended by then. */
  whileAlive(run: () => void): () => void {
    const invocation = currentInvocation.getStore();
    const life = invocation && this.#lives.get(invocation);
    return () => {
      if (!life?.dead) run();
    };
  }

  #isDead({ dead }: Life): boolean {
    return dead;
  }

  #kill(life: Life, functionKey: string): void {
    if (life.dead) return;
    life.dead = true;
    this.count += 1;
    life.die(new Error(`The function ${functionKey} was ended in the middle`));
  }
}
