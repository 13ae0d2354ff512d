/** Tests begin at a moment of their own, so that none depends on the hour at which it runs: ISO 8601. */
const START = 'GUESTLIST_SITE_STARTS';

/** The local site's time: goes on as real time does, from now or from a moment that is set, plus what tests moved it on by. */
export class SiteClock {
  #offsetMs = offsetFrom(process.env[START]);

  /** @param agoMs how long ago the site's time begins. */
  constructor(agoMs = 0) {
    this.#offsetMs -= agoMs;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Moves time on; it never goes back. */
  advance(ms: number): void {
    this.#offsetMs += Math.max(ms, 0);
  }
}

function offsetFrom(start: string | undefined): number {
  const ms = Date.parse(start ?? '');
  return Number.isNaN(ms) ? 0 : ms - Date.now();
}
