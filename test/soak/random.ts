import * as crypto from 'node:crypto';
import { SiteClock } from '../../local/clock';
import { seededRandom } from '../../local/jira/faults';

/** Draws that are the same in each run with the same seed. */
export class Draw {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seededRandom(seed);
    // Neighbouring seeds begin alike.
    for (let times = 0; times < 4; times += 1) this.#next();
  }

  /** From 0 up to, not including, 1. */
  share(): number {
    return this.#next();
  }

  chance(share: number): boolean {
    return this.share() < share;
  }

  /** Both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.share() * (to - from + 1));
  }

  pick<T>(all: readonly T[]): T {
    const picked = all[Math.floor(this.share() * all.length)];
    if (picked === undefined) throw new Error('there is nothing to pick from');
    return picked;
  }

  /** One of several, the likelier the greater its weight. */
  weighted<T>(all: readonly (readonly [weight: number, value: T])[]): T {
    let left = this.share() * all.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of all) {
      left -= weight;
      if (left < 0) return value;
    }
    throw new Error('there is nothing to pick from');
  }

  /** Some of them, each at most once, in their order. */
  some<T>(all: readonly T[], share: number): T[] {
    return all.filter(() => this.chance(share));
  }

  seed(): number {
    return this.int(1, 2_000_000_000);
  }
}

/** A clock that begins at the same moment in each run, and that only the story and the app's waits move. */
export class StoryClock extends SiteClock {
  #now = Date.UTC(2026, 10, 30, 8, 3, 17);

  override now(): number {
    return this.#now;
  }

  override advance(ms: number): void {
    this.#now += Math.max(ms, 0);
  }
}

interface Originals {
  readonly random: typeof Math.random;
  readonly randomUUID: typeof crypto.randomUUID;
  readonly randomBytes: typeof crypto.randomBytes;
  readonly randomInt: typeof crypto.randomInt;
}

/**
 * Makes everything in this process that draws at random draw from a seed: what the app and the local site name by chance
 * decides about the order of what they store.
 *
 * @returns what puts things right again.
 */
export function drawEverythingFrom(seed: number): () => void {
  const draw = new Draw(seed);
  // The module as `require` gives it: bundle and local site look their functions up on it at each call.
  const module = process.getBuiltinModule('node:crypto') as unknown as Record<keyof Originals, unknown>;
  const { random } = Math;
  const { randomUUID, randomBytes, randomInt } = crypto;
  const bytes = (size: number): Buffer => Buffer.from(Array.from({ length: size }, () => draw.int(0, 255)));
  Math.random = () => draw.share();
  module.randomBytes = bytes;
  module.randomInt = (...args: number[]) =>
    args.length > 1 ? draw.int(args[0] ?? 0, (args[1] ?? 1) - 1) : draw.int(0, (args[0] ?? 1) - 1);
  module.randomUUID = () => {
    const hex = bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  return () => {
    Math.random = random;
    Object.assign(module, { randomUUID, randomBytes, randomInt });
  };
}
