/** Bytes of one file; well above 100,000 people, far below what a page could not hold. */
export const FILE_BYTES_MAX = 50_000_000;
/** Rows of one file, blank ones not counted. */
export const FILE_ROWS_MAX = 1_000_000;

/** Why a file is not read at all. Lines count from 1, as an editor does. */
export type FileProblem =
  | { readonly problem: 'empty' }
  /** Nothing under the names of the columns. */
  | { readonly problem: 'header-only' }
  | { readonly problem: 'too-large'; readonly bytes: number; readonly max: number }
  /** Not text: to be saved as CSV first where it is a spreadsheet. */
  | { readonly problem: 'binary'; readonly kind: BinaryKind }
  | {
      readonly problem: 'too-many-columns';
      readonly line: number;
      readonly columns: number;
      readonly max: number;
    }
  /** One row takes more characters than a whole list should. */
  | { readonly problem: 'row-too-long'; readonly line: number }
  | { readonly problem: 'too-many-rows'; readonly line: number; readonly max: number }
  /** A quotation mark opens a cell in this line, and none closes it. */
  | { readonly problem: 'unclosed-quote'; readonly line: number }
  /** A cell begins with a quotation mark in this line, and goes on after the closing one. */
  | { readonly problem: 'stray-quote'; readonly line: number }
  /** The browser could not read it: moved, changed or locked meanwhile; or out of memory. */
  | { readonly problem: 'unreadable' };
export type BinaryKind = 'spreadsheet' | 'pdf' | 'image' | 'other';

/** Encodings of files, by their names in the WHATWG standard. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
  'macintosh',
] as const;
export type Encoding = (typeof ENCODINGS)[number];
/** What may stand between columns. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Why a row is kept back, and never sent. Those that the planner refuses are sent: the run tells the same. */
export type RowProblem =
  /** A cell of more than `CELL_MAX` characters. */
  | 'cell-too-long'
  /** It has more cells than the table has columns: a comma in a cell, perhaps, without quotation marks. */
  | 'too-many-cells'
  /** Its cells together are larger than a chunk. */
  | 'row-too-large'
  /** With the organizations of the row that it should be joined into, a cell would be too long. */
  | 'joined-too-long';
