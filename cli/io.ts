import { systemClock } from '../src/platform/clock';
import type { Clock } from '../src/platform/clock';

/** Whatever a command sees of the shell that runs it. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes an answer, which another program may read. */
  readonly out: (text: string) => void;
  /** Writes a word for the person at the terminal. */
  readonly note: (text: string) => void;
  /** Columns of the terminal that notes go to; nothing where they go elsewhere. */
  readonly columns: number | undefined;
  readonly clock: Clock;
  /** All of standard input. */
  readonly input: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** A standard stream of a process, as far as a command needs one. */
interface Output {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What a process with these streams gives a command. */
export function ioOf({
  env,
  stdout,
  stderr,
  stdin,
  clock = systemClock,
}: {
  readonly env: Io['env'];
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly clock?: Clock;
}): Io {
  return {
    env,
    out: (text) => void stdout.write(printable(text)),
    note: (text) => void stderr.write(printable(text)),
    columns: stderr.isTTY ? stderr.columns : undefined,
    clock,
    input: async () => {
      const pieces: Uint8Array[] = [];
      for await (const piece of stdin) pieces.push(Buffer.from(piece));
      return Buffer.concat(pieces);
    },
  };
}

/** Names and Jira's own words come from others: their control characters must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\r\t]/gu, '');
}
