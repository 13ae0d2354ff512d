import type { Encoding } from './reading';

/** From a byte to a byte, and the state that these lead to. */
type Step = readonly [from: number, to: number, state: number];

const ASCII: Step = [0x00, 0x7f, 0];

/** How characters of several bytes are built. State 0 is between characters; each row is one state. */
const SEQUENCES = {
  'utf-8': [
    [
      ASCII,
      [0xc2, 0xdf, 1],
      [0xe0, 0xe0, 4],
      [0xe1, 0xef, 2],
      [0xed, 0xed, 5],
      [0xf0, 0xf0, 6],
      [0xf1, 0xf3, 3],
      [0xf4, 0xf4, 7],
    ],
    [[0x80, 0xbf, 0]],
    [[0x80, 0xbf, 1]],
    [[0x80, 0xbf, 2]],
    // Neither overlong, nor a surrogate, nor above U+10FFFF.
    [[0xa0, 0xbf, 1]],
    [[0x80, 0x9f, 1]],
    [[0x90, 0xbf, 2]],
    [[0x80, 0x8f, 2]],
  ],
  shift_jis: [
    [ASCII, [0xa1, 0xdf, 0], [0x81, 0x9f, 1], [0xe0, 0xfc, 1]],
    [
      [0x40, 0x7e, 0],
      [0x80, 0xfc, 0],
    ],
  ],
  'euc-jp': [
    [ASCII, [0xa1, 0xfe, 1], [0x8e, 0x8e, 2], [0x8f, 0x8f, 3]],
    [[0xa1, 0xfe, 0]],
    [[0xa1, 0xdf, 0]],
    [[0xa1, 0xfe, 1]],
  ],
  'euc-kr': [
    [ASCII, [0x81, 0xfe, 1]],
    [
      [0x41, 0x5a, 0],
      [0x61, 0x7a, 0],
      [0x81, 0xfe, 0],
    ],
  ],
  gb18030: [
    [ASCII, [0x80, 0x80, 0], [0x81, 0xfe, 1]],
    [
      [0x40, 0x7e, 0],
      [0x80, 0xfe, 0],
      [0x30, 0x39, 2],
    ],
    [[0x81, 0xfe, 3]],
    [[0x30, 0x39, 0]],
  ],
  big5: [
    [ASCII, [0x81, 0xfe, 1]],
    [
      [0x40, 0x7e, 0],
      [0xa1, 0xfe, 0],
    ],
  ],
} as const satisfies Partial<Record<Encoding, readonly (readonly Step[])[]>>;

export type MultiByte = keyof typeof SEQUENCES;
const NAMES: readonly string[] = Object.keys(SEQUENCES);

export function isMultiByte(encoding: Encoding): encoding is MultiByte {
  return encoding in SEQUENCES;
}

export interface Validity {
  /** Characters of more than one byte. */
  readonly characters: number;
  readonly errors: number;
  /** Without an error, and not cut at its end. */
  readonly isValid: boolean;
  /** Hardly anything in it is a character. */
  readonly isHopeless: boolean;
}

/**
 * Counts what is valid in each encoding, over pieces of any size: one automaton for all of them, so that each byte is
 * looked at once. Its steps are counted; what a step means for an encoding is added up in the end.
 */
export class ByteSequences {
  private state = 0;
  private readonly automaton = (shared ??= buildAutomaton());
  private readonly taken = new Float64Array(this.automaton.next.length);

  add(bytes: Uint8Array): void {
    const { taken } = this;
    const { next } = this.automaton;
    let { state } = this;
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      at += 1;
      if (byte < 0x80 && state === 0) continue;
      const step = state * 256 + byte;
      taken[step] = (taken[step] ?? 0) + 1;
      state = next[step] ?? 0;
    }
    this.state = state;
  }

  validity(): Readonly<Record<MultiByte, Validity>> {
    const { states } = this.automaton;
    const counts = NAMES.map(() => ({ characters: 0, errors: 0 }));
    for (let step = 0; step < this.taken.length; step += 1) {
      const times = this.taken[step] ?? 0;
      if (times === 0) continue;
      for (const [place, count] of counts.entries()) {
        const from = states[Math.floor(step / 256)]?.[place] ?? 0;
        const to = follow(place, from, step % 256);
        if (to === undefined) count.errors += times;
        else if (to === 0 && from !== 0) count.characters += times;
      }
    }
    const of = (encoding: MultiByte): Validity => {
      const place = NAMES.indexOf(encoding);
      const { characters, errors } = counts[place] ?? { characters: 0, errors: 0 };
      const isValid = errors === 0 && states[this.state]?.[place] === 0;
      return { characters, errors, isValid, isHopeless: errors > characters * 4 };
    };
    return {
      'utf-8': of('utf-8'),
      shift_jis: of('shift_jis'),
      'euc-jp': of('euc-jp'),
      'euc-kr': of('euc-kr'),
      gb18030: of('gb18030'),
      big5: of('big5'),
    };
  }
}

/** A state is one state of each encoding, in the order of `SEQUENCES`. */
interface Automaton {
  readonly states: readonly (readonly number[])[];
  /** By state times 256 plus byte. */
  readonly next: Uint16Array;
}

const WRONG = 0xff;

/** Built when they are first needed, and never changed. */
let shared: Automaton | undefined;
let tables: readonly Uint8Array[] | undefined;

function buildAutomaton(): Automaton {
  const start = NAMES.map(() => 0);
  const states = [start];
  const places = new Map([[keyOf(start), 0]]);
  const next: number[] = [];
  const alike = bytesAlike();
  for (let at = 0; at < states.length; at += 1) {
    const state = states[at] ?? start;
    for (const bytes of alike) {
      const [byte = 0] = bytes;
      // The byte that breaks a character may begin the next one.
      const to = state.map((each, place) => follow(place, each, byte) ?? follow(place, 0, byte) ?? 0);
      const key = keyOf(to);
      const known = places.get(key) ?? states.push(to) - 1;
      places.set(key, known);
      for (const each of bytes) next[at * 256 + each] = known;
    }
  }
  return { states, next: Uint16Array.from(next) };
}

/** Bytes that lead to the same in every state. */
function bytesAlike(): number[][] {
  const alike = new Map<string, number[]>();
  for (let byte = 0; byte < 256; byte += 1) {
    const key = Object.values(SEQUENCES).map((rows, place) =>
      rows.map((_, state) => follow(place, state, byte)),
    );
    alike.set(key.join(), [...(alike.get(key.join()) ?? []), byte]);
  }
  return [...alike.values()];
}

/** No encoding has more than eight states. */
function keyOf(state: readonly number[]): number {
  return state.reduce((key, each) => key * 8 + each, 0);
}

/** The state that a byte leads to in one encoding; undefined where it is wrong. */
function follow(place: number, state: number, byte: number): number | undefined {
  tables ??= Object.values(SEQUENCES).map(tableOf);
  const next = tables[place]?.[state * 256 + byte];
  return next === WRONG ? undefined : next;
}

function tableOf(rows: readonly (readonly Step[])[]): Uint8Array {
  const table = new Uint8Array(rows.length * 256).fill(WRONG);
  for (const [row, steps] of rows.entries()) {
    for (const [from, to, state] of steps) table.fill(state, row * 256 + from, row * 256 + to + 1);
  }
  return table;
}
