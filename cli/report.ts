import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import * as z from 'zod/mini';
import { accountIdSchema } from '../src/domain/ids';
import { UsageError } from './exit';

/** Mode of the file. */
const OWNER_ONLY = 0o600;

/** The first line: what the rest is about. */
const headSchema = z.strictObject({
  report: z.literal('guestlist import'),
  site: z.string(),
  project: z.string(),
});

/** The last line of a run that was not killed. */
const endSchema = z.strictObject({ ended: z.literal(true) });

const lineSchema = z.strictObject({
  /** Of the file, from 1. */
  line: z.int(),
  email: z.string(),
  state: z.enum(['done', 'attention', 'failed']),
  /** Why it is not done, or what went otherwise than wished: a code, and its words. */
  reason: z.exactOptional(z.string()),
  message: z.exactOptional(z.string()),
  accountId: z.exactOptional(accountIdSchema),
  /** What this run changed about the account. */
  account: z.exactOptional(z.enum(['made', 'already', 'confirmed'])),
  /** Stands for what the row says. */
  row: z.string(),
});
export type ReportLine = z.infer<typeof lineSchema>;

export interface Report {
  /** What earlier runs wrote, oldest first. */
  readonly earlier: readonly ReportLine[];
  /** The last run did not come to write down all that it did. */
  readonly wasKilled: boolean;
  /** Writes down what became of some rows; on the disk when it returns. */
  readonly append: (lines: readonly ReportLine[]) => void;
  /** Says that nothing was done that does not stand here. */
  readonly close: () => void;
}

/** Where no report is wanted. */
export const NO_REPORT: Report = {
  earlier: [],
  wasKilled: false,
  append: () => undefined,
  close: () => undefined,
};

interface About {
  readonly site: string;
  readonly project: string;
}

/** What earlier runs wrote, without touching the file. @throws UsageError where it is the report of something else. */
export function readReport(file: string, about: About): readonly ReportLine[] {
  const text = textOf(file);
  return text === undefined ? [] : parse(file, text, about).earlier;
}

/**
 * Opens a report, or begins one. From then on only its owner can read it, whatever lay there before: it holds addresses. A
 * line that a kill cut off is taken away.
 *
 * @throws UsageError where the file cannot be written, or is something else.
 */
export function openReport(file: string, about: About): Report {
  const handle = openOwn(file);
  try {
    return reportIn(handle, file, about);
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function reportIn(handle: number, file: string, about: About): Report {
  const text = readFileSync(handle, 'utf8');
  const { earlier, bytes, wasKilled } =
    text === '' ? { earlier: [], bytes: 0, wasKilled: false } : parse(file, text, about);
  fchmodSync(handle, OWNER_ONLY);
  ftruncateSync(handle, bytes);
  let at = bytes;
  const write = (lines: readonly object[]): void => {
    const piece = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    for (let written = 0; written < piece.length;) {
      written += writeSync(handle, piece, written, piece.length - written, at + written);
    }
    at += piece.length;
    fsyncSync(handle);
  };
  if (bytes === 0) write([{ report: 'guestlist import', ...about } satisfies z.infer<typeof headSchema>]);
  return {
    earlier,
    wasKilled,
    append: write,
    close() {
      write([{ ended: true } satisfies z.infer<typeof endSchema>]);
      closeSync(handle);
    },
  };
}

/** A file of one's own, under this one name. A link could lead to another, and another's file can be open to its owner. */
function openOwn(file: string): number {
  const handle = opened(file);
  const { uid, nlink } = fstatSync(handle);
  if (nlink === 1 && (process.getuid === undefined || process.getuid() === uid)) return handle;
  closeSync(handle);
  throw new UsageError(
    `The report ${file} belongs to somebody else, or has a second name. Name another file.`,
  );
}

function opened(file: string): number {
  // Windows knows no O_NOFOLLOW, which changes nothing in the sum.
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
  try {
    return openSync(file, O_RDWR | O_CREAT | O_NOFOLLOW, OWNER_ONLY);
  } catch (error) {
    const isLink = codeOf(error) === 'ELOOP';
    throw new UsageError(
      isLink
        ? `The report ${file} is a link. Name the file itself.`
        : `The report ${file} cannot be written.`,
    );
  }
}

/** What the system calls an error. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new UsageError(`The report ${file} cannot be read.`);
  }
}

function parse(
  file: string,
  text: string,
  { site, project }: About,
): Pick<Report, 'earlier' | 'wasKilled'> & { readonly bytes: number } {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first, ...lines] = whole.split('\n').slice(0, -1);
  // Killed before the first line was whole.
  if (first === undefined && '{"report":"guestlist import"'.startsWith(text.slice(0, 28))) {
    return { earlier: [], bytes: 0, wasKilled: false };
  }
  const head = headSchema.safeParse(json(first ?? ''));
  if (!head.success) throw new UsageError(`${file} is no report of an import. Name another file.`);
  if (head.data.site !== site || head.data.project !== project) {
    throw new UsageError(`${file} is the report of an import into another space or site. Name another file.`);
  }
  const read = lines.map((line, index) => {
    const parsed = z.union([lineSchema, endSchema]).safeParse(json(line));
    if (!parsed.success) throw new UsageError(`Line ${index + 2} of the report ${file} is damaged.`);
    return parsed.data;
  });
  const last = read.at(-1);
  return {
    earlier: read.filter((each) => 'state' in each),
    wasKilled: last === undefined || !('ended' in last),
    bytes: Buffer.byteLength(whole),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
