import { parseArgs } from 'node:util';
import type { ProjectPolicy } from '../../src/domain/policy/policy';
import { forecast } from '../dry-run';
import { EXIT, UsageError } from '../exit';
import type { ExitCode } from '../exit';
import { IMPORT_HELP } from '../help';
import { organizationsFor, runImport } from '../import-run';
import { forecastExit, forecastWords, resultExit, resultWords } from '../import-words';
import { onInterrupt } from '../interrupt';
import type { Io } from '../io';
import { createMemory } from '../memory';
import { readPeople } from '../people';
import type { People, PersonRow } from '../people';
import { showProgress } from '../progress';
import { NO_REPORT, openReport, readReport } from '../report';
import type { ReportLine } from '../report';
import { rulesOf } from '../rules';
import { prepareSession, SESSION_OPTIONS } from '../session';
import type { Session } from '../session';

/** `guestlist import`: the main job, for everybody in a file. */
export async function importFile(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...SESSION_OPTIONS,
      'dry-run': { type: 'boolean', default: false },
      report: { type: 'string' },
      columns: { type: 'string' },
      encoding: { type: 'string' },
      'create-organizations': { type: 'boolean', default: false },
      notify: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    io.out(IMPORT_HELP);
    return EXIT.done;
  }
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Name one CSV file; see --help.');
  const open = prepareSession(values, io);
  const people = await readPeople(file, values, io);
  for (const note of people.notes) io.note(`${note}\n`);
  const session = await open();
  const policy = rulesOf(session.desk, { createOrganizations: values['create-organizations'] });
  const given = { session, people, policy, report: values.report };
  return values['dry-run'] ? dryRun(given, io) : run({ ...given, notify: values.notify }, io);
}

interface Given {
  readonly session: Session;
  readonly people: People;
  readonly policy: ProjectPolicy;
  readonly report: string | undefined;
}

async function dryRun({ session, people, policy, report }: Given, io: Io): Promise<ExitCode> {
  const todo = leftOf(people, report === undefined ? [] : readReport(report, aboutOf(session)));
  const known = await organizationsFor(people, policy, session.jira);
  const progress = showProgress(Math.max(todo.length, 1), io);
  const found = await forecast(todo, { people, policy, known }, session.jira, progress);
  progress.end();
  io.out(forecastWords(found, people.rows.length - todo.length));
  return forecastExit(found);
}

async function run(
  { session, people, policy, report: file, notify }: Given & { readonly notify: boolean },
  io: Io,
): Promise<ExitCode> {
  const report = file === undefined ? NO_REPORT : openReport(file, aboutOf(session));
  const todo = leftOf(people, report.earlier);
  if (todo.length < people.rows.length) {
    io.note(`${people.rows.length - todo.length} of ${people.rows.length} rows are done already.\n`);
  }
  const memory = createMemory();
  for (const { email, account, accountId } of report.earlier) {
    if (account === 'made' && accountId) memory.recall(email, accountId);
  }
  const interrupt = onInterrupt(io);
  const progress = showProgress(Math.max(todo.length, 1), io);
  progress.step(0);
  try {
    const work = { session, people, policy, notify, memory, report, progress, interrupt };
    const { lines, stopped } = await runImport(todo, work);
    progress.end();
    const result = { rows: people.rows, lines: [...report.earlier, ...lines], stopped };
    io.out(resultWords(result, file));
    return resultExit(result);
  } finally {
    interrupt.release();
    report.close();
  }
}

/** The rows that are not done yet. */
function leftOf({ rows }: People, earlier: readonly ReportLine[]): readonly PersonRow[] {
  const latest = new Map(earlier.map((line) => [line.row, line.state]));
  return rows.filter(({ key }) => latest.get(key) !== 'done');
}

function aboutOf({ site, desk }: Session): { readonly site: string; readonly project: string } {
  return { site, project: desk.projectKey };
}
