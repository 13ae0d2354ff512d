/** The local site's time: real time plus what tests moved it on by. */
export class SiteClock {
  #offsetMs = 0;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  /** Moves time on; it never goes back. */
  advance(ms: number): void {
    this.#offsetMs += Math.max(ms, 0);
  }
}
