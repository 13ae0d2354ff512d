/** Whatever a command sees of the shell that runs it. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes an answer, which another program may read. */
  readonly out: (text: string) => void;
  /** Writes a word for the person at the terminal. */
  readonly note: (text: string) => void;
  /** Columns of the terminal that notes go to; nothing where they go elsewhere. */
  readonly columns: number | undefined;
}

export const processIo: Io = {
  env: process.env,
  out: (text) => void process.stdout.write(printable(text)),
  note: (text) => void process.stderr.write(printable(text)),
  columns: process.stderr.isTTY ? process.stderr.columns : undefined,
};

/** Names and Jira's own words come from others: their control characters must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\r\t]/gu, '');
}
