import type { Forecast } from './dry-run';
import { EXIT, exitFor } from './exit';
import type { ExitCode } from './exit';
import type { PersonRow } from './people';
import type { ReportLine } from './report';

/** Rows told one by one; a report holds the others. */
const TOLD_MAX = 20;
const GO_ON = 'The same command tries again what is not done, also after the file was mended.';

export interface Result {
  readonly rows: readonly PersonRow[];
  /** What this run and those before it wrote, oldest first. */
  readonly lines: readonly ReportLine[];
  /** Why rows are left, where some are. */
  readonly stopped: string | undefined;
}

/** What became of an import, for a person. Rows are named by their lines: addresses stand in the report alone. */
export function resultWords({ rows, lines, stopped }: Result, report: string | undefined): string {
  const latest = latestOf(rows, lines);
  const count = (is: (line: ReportLine) => boolean): number => latest.filter(is).length;
  const done = count(({ state }) => state === 'done');
  const made = new Set(lines.flatMap(({ account, accountId }) => (account === 'made' ? [accountId] : [])));
  const problems = latest.filter(({ state }) => state !== 'done');
  return lined([
    ...told(problems.map(({ line, state, message = '' }) => `line ${line}: ${state}: ${message}`)),
    `${done} of ${rows.length} rows done; ${made.size} accounts created. ` +
      `${count(({ state }) => state === 'attention')} need attention, ${count(({ state }) => state === 'failed')} failed, ` +
      `${rows.length - latest.length} not tried.`,
    ...(stopped === undefined ? [] : [stopped]),
    ...(done < rows.length && report !== undefined ? [GO_ON] : []),
  ]);
}

export function resultExit({ rows, lines, stopped }: Result): ExitCode {
  const latest = latestOf(rows, lines);
  const exit = exitFor(latest.map(({ state }) => state));
  return exit === EXIT.done && (stopped !== undefined || latest.length < rows.length) ? EXIT.attention : exit;
}

export function forecastWords({ count, refused, creates, hasPower }: Forecast, skipped: number): string {
  return lined([
    ...told(refused.map(({ line, why }) => `line ${line}: would be refused: ${why}`)),
    `${count.new} accounts would be created, ${count.exists} exist, ${count.unclear} are unclear; ` +
      `${refused.length} rows would be refused${skipped > 0 ? `, ${skipped} are done already` : ''}.`,
    ...(creates.length > 0 ? [`Organizations that would be created: ${creates.join(', ')}.`] : []),
    ...(hasPower === false
      ? [
          'The account of this token does not hold the Administer Jira permission: Jira would refuse to create anybody.',
        ]
      : []),
    'Nothing was changed.',
  ]);
}

export function forecastExit({ count, refused, hasPower }: Forecast): ExitCode {
  if (refused.length > 0 || hasPower === false) return EXIT.failed;
  return count.unclear > 0 || hasPower === undefined ? EXIT.attention : EXIT.done;
}

/** The last word on each row that was tried. */
function latestOf(rows: readonly PersonRow[], lines: readonly ReportLine[]): ReportLine[] {
  const latest = new Map(lines.map((line) => [line.row, line]));
  return rows.flatMap(({ key, line }) => {
    const found = latest.get(key);
    // A file that was mended may have moved it.
    return found ? [{ ...found, line }] : [];
  });
}

function told(all: readonly string[]): string[] {
  const more = all.length - TOLD_MAX;
  return more <= 0 ? [...all] : [...all.slice(0, TOLD_MAX), `… and ${more} more`];
}

function lined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
