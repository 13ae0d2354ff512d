/**
 * Pixels that a browser draws below each other: Firefox ends at some 17.8 million, Chromium at 33.5. Beyond it,
 * scrolling goes faster than the rows are high.
 */
const DRAWN_MAX = 15_000_000;
/** Rows beyond the edge that are there before they are scrolled to. */
const SPARE = 20;

/** Rows of one height below each other, in a box. Pixels all. */
export interface Scroll {
  readonly count: number;
  readonly rowHeight: number;
  /** Of the box, as far as rows are seen in it. */
  readonly height: number;
  /** How far the box is scrolled down. */
  readonly scrolled: number;
}

export interface Sight {
  /** Place of the first row to be drawn. */
  readonly from: number;
  /** Place after the last one. */
  readonly to: number;
  /** Pixels from the top of what is scrolled to the row `from`. */
  readonly top: number;
}

/** Pixels of what is scrolled. */
export function drawnHeight({ count, rowHeight }: Pick<Scroll, 'count' | 'rowHeight'>): number {
  return Math.min(count * rowHeight, DRAWN_MAX);
}

/** Which rows are to be drawn, and where. */
export function rowsInSight({ count, rowHeight, height, scrolled }: Scroll): Sight {
  const all = count * rowHeight;
  const room = Math.max(0, drawnHeight({ count, rowHeight }) - height);
  const within = Math.min(Math.max(0, scrolled), room);
  const at = room === 0 ? 0 : within * ((all - height) / room);
  const from = Math.max(0, Math.floor(at / rowHeight) - SPARE);
  const to = Math.min(count, Math.ceil((at + height) / rowHeight) + SPARE);
  return { from, to, top: within - (at - from * rowHeight) };
}
