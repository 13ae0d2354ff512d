import type { Io } from './io';

const BAR = 30;
/** Where no terminal shows a bar, a line for each tenth is enough for a log. */
const TENTHS = 10;

export interface Progress {
  readonly step: (done: number) => void;
  readonly end: () => void;
}

/** Shows how far a long command has come: a bar on a terminal, a few plain lines elsewhere. */
export function showProgress(total: number, { note, columns }: Pick<Io, 'note' | 'columns'>): Progress {
  if (columns === undefined) return plainLines(total, note);
  return {
    step(done) {
      const filled = Math.round((BAR * done) / total);
      const bar = `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${done} of ${total}`;
      note(`\r${bar.slice(0, columns - 1)}`);
    },
    end: () => note('\n'),
  };
}

function plainLines(total: number, note: Io['note']): Progress {
  let told = 0;
  return {
    step(done) {
      const tenth = Math.floor((TENTHS * done) / total);
      if (tenth > told) note(`${done} of ${total}\n`);
      told = Math.max(told, tenth);
    },
    end: () => undefined,
  };
}
