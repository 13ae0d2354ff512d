import type { Clock } from '../src/platform/clock';
import type { Io } from './io';

/** A wait that is shorter needs no words, in ms. */
const SILENT_MS = 5_000;

/** The time of day, and a word on the terminal while Jira wants to be left alone. */
export function waitingClock({ note, clock }: Pick<Io, 'note' | 'clock'>): Clock {
  let saidUntil = 0;
  return {
    ...clock,
    sleep(ms) {
      const until = clock.now() + ms;
      // Eight calls wait at once; one of them speaks.
      if (ms >= SILENT_MS && until > saidUntil + SILENT_MS) {
        saidUntil = until;
        note(`\nJira asks to wait, or does not answer. Going on in ${Math.ceil(ms / 1000)} s.\n`);
      }
      return clock.sleep(ms);
    },
  };
}
