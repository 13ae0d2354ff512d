import { SiteClock } from '../../local/clock';

/** A clock that only tests move: it begins with an hour. */
export class StoppedClock extends SiteClock {
  #now = Date.UTC(2026, 0, 1, 12);

  override now(): number {
    return this.#now;
  }

  override advance(ms: number): void {
    this.#now += ms;
  }
}
