import { Numbers } from './numbers';
import { unguarded } from './own-columns';
import { createCutter } from './records';
import type { Delimiter } from './reading';

/** Which rows of a file make its table. */
interface View {
  readonly from: number;
  /** After the last. */
  readonly to: number;
  readonly width: number;
  readonly own: number;
}

/** Reads the rows under the header, and those alone. */
export interface Rows {
  readonly count: number;
  /** Columns of the table: a row with more cells is refused. */
  readonly width: number;
  readonly line: (row: number) => number;
  readonly cells: (row: number) => readonly string[];
}

/**
 * The rows of a file, as their text and where each begins: cells are cut when they are wanted. A million rows take
 * little more than the file itself.
 */
export class FileRows {
  private readonly texts: string[] = [];
  private readonly textOf = new Numbers();
  private readonly starts = new Numbers();
  private readonly ends = new Numbers();
  private readonly lines = new Numbers();
  private readonly cut: (record: string) => readonly string[];
  /** Cells of the widest row. */
  private widest = 0;

  constructor(delimiter: Delimiter) {
    this.cut = createCutter(delimiter);
  }

  get count(): number {
    return this.lines.length;
  }

  /** Keeps a text, for rows that stand in it. */
  addText(text: string): void {
    this.texts.push(text);
  }

  /** @param record where it stands in the text that was added last. */
  addRow(line: number, record: { readonly start: number; readonly end: number }, width: number): void {
    this.textOf.push(this.texts.length - 1);
    this.starts.push(record.start);
    this.ends.push(record.end);
    this.lines.push(line);
    this.widest = Math.max(this.widest, width);
  }

  /**
   * The rows of a table as they are read: from one row to another, without what this app added when it wrote the file.
   *
   * @param width columns of the table, without those of this app.
   * @param own columns at the end of each row that this app added.
   */
  view({ from, to, width, own }: View): Rows {
    return {
      count: to - from,
      width,
      line: (row) => this.lines.at(row + from),
      cells: (row) => {
        const cells = this.cells(row + from);
        if (own === 0) return cells;
        // A row with more cells than the table keeps them: it is refused.
        return cells.slice(0, Math.max(width, cells.length - own)).map(unguarded);
      },
    };
  }

  line(row: number): number {
    return this.lines.at(row);
  }

  /** All cells of a row, whatever it is, without blank ones at its end. */
  cells(row: number): readonly string[] {
    const text = this.texts[this.textOf.at(row)] ?? '';
    const cells = this.cut(text.slice(this.starts.at(row), this.ends.at(row)));
    // Beyond are blank ones only.
    return cells.length > this.widest ? cells.slice(0, this.widest) : cells;
  }
}
