import { Numbers } from './numbers';
import { ownColumns, unguarded } from './own-columns';
import { createCutter } from './records';
import type { Delimiter } from './reading';

/** Reads the rows under the header, and those alone. */
export interface Rows {
  readonly count: number;
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
  width = 0;

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
    this.width = Math.max(this.width, width);
  }

  /** The rows as they are read: without the header, and as they were before this app wrote the file. */
  under(header: readonly string[] | undefined): Rows {
    const skipped = header ? 1 : 0;
    const own = header ? ownColumns(header) : 0;
    const kept = (header?.length ?? 0) - own;
    return {
      count: this.count - skipped,
      line: (row) => this.lines.at(row + skipped),
      cells: (row) => {
        const cells = this.raw(row + skipped);
        return own === 0 ? cells : cells.slice(0, kept).map(unguarded);
      },
    };
  }

  /** The first row, whatever it is. */
  first(): readonly string[] {
    return this.raw(0);
  }

  private raw(row: number): readonly string[] {
    const text = this.texts[this.textOf.at(row)] ?? '';
    const cells = this.cut(text.slice(this.starts.at(row), this.ends.at(row)));
    // Beyond are blank ones only.
    return cells.length > this.width ? cells.slice(0, this.width) : cells;
  }
}
