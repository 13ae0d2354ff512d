import type { SiteClock } from '../clock';
import { KvsRefusal } from './kvs-rules';

/**
 * What an installation may ask of its storage. A request counts once for each 10 KB that it carries, or is answered.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-kvs-ce/
 */
const UNIT_BYTES = 10 * 1000;
const UNITS_PER_MINUTE = 4000;
const REQUESTS_PER_SECOND = 1000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

type Direction = 'read' | 'write';

/** Counts what an app asks of its storage, and refuses what is too much where it is enforced. */
export class StorageRate {
  /** Real time moves on slower than a test asks: only sites that are to be slowed down enforce it. */
  enforced = false;
  readonly #minutes: Record<Direction, { minute: number; units: number }> = {
    read: { minute: 0, units: 0 },
    write: { minute: 0, units: 0 },
  };
  #second = { second: 0, requests: 0 };

  constructor(private readonly clock: SiteClock) {}

  /** Before a request is served. @throws KvsRefusal where it is one too many. */
  begin(path: string, body: unknown): void {
    const second = Math.floor(this.clock.now() / SECOND_MS);
    if (this.#second.second !== second) this.#second = { second, requests: 0 };
    this.#second.requests += 1;
    const direction = directionOf(path);
    // Of a read, the size is known only once it is answered.
    const units = direction === 'write' ? unitsOf(body) : 1;
    const isOver =
      this.#second.requests > REQUESTS_PER_SECOND || this.#spent(direction) + units > UNITS_PER_MINUTE;
    if (isOver && this.enforced) {
      throw new KvsRefusal(429, 'RATE_LIMIT_EXCEEDED', 'The installation asks too much of its storage');
    }
    this.#minutes[direction].units += units;
  }

  /** After a read was served: what it carried beyond its first unit. */
  answered(path: string, answer: unknown): void {
    if (directionOf(path) !== 'read' || answer === undefined) return;
    this.#spent('read');
    this.#minutes.read.units += unitsOf(answer) - 1;
  }

  /** Units of this minute. */
  units(direction: Direction): number {
    return this.#spent(direction);
  }

  #spent(direction: Direction): number {
    const minute = Math.floor(this.clock.now() / MINUTE_MS);
    if (this.#minutes[direction].minute !== minute) this.#minutes[direction] = { minute, units: 0 };
    return this.#minutes[direction].units;
  }
}

function directionOf(path: string): Direction {
  return /\/(?:get|query)$/.test(path) ? 'read' : 'write';
}

function unitsOf(carried: unknown): number {
  return Math.max(Math.ceil(Buffer.byteLength(JSON.stringify(carried)) / UNIT_BYTES), 1);
}
