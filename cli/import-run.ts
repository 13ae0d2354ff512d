import type { ProjectPolicy } from '../src/domain/policy/policy';
import { isRetried } from '../src/domain/reasons';
import { inviteRows, organizationsInRows } from '../src/features/invite/invite-rows';
import type { InvitationResult } from '../src/features/invite/stages';
import type { JiraClient } from '../src/platform/jira/client';
import type { Organization } from '../src/platform/jira/organizations';
import { lacksAdminister } from '../src/platform/jira/permissions';
import { CommandFailed } from './exit';
import type { Interrupt } from './interrupt';
import { final, invitePorts } from './inviting';
import type { Memory } from './memory';
import type { People, PersonRow } from './people';
import type { Progress } from './progress';
import type { Report, ReportLine } from './report';
import type { Session } from './session';
import { refusalWords, rowWords, sentence, words } from './words';

/** Accounts that one call enrols; see `invite/enrol.ts`. */
const BATCH_ROWS = 50;

export interface Work {
  readonly session: Pick<Session, 'jira' | 'clock'>;
  readonly people: People;
  readonly policy: ProjectPolicy;
  readonly notify: boolean;
  readonly memory: Memory;
  readonly report: Report;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
}

export interface RunEnd {
  readonly lines: readonly ReportLine[];
  /** Why rows are left, or nothing where none are. */
  readonly stopped?: string;
}

/**
 * Invites the people of these rows, 50 at a time; what became of them is written down before the next begin. Stops
 * early where Ctrl+C asks for it, the token lost its power, or Jira does not answer.
 */
export async function runImport(todo: readonly PersonRow[], work: Work): Promise<RunEnd> {
  const { report, progress, interrupt, session, people, policy, notify, memory } = work;
  const lines: ReportLine[] = todo.flatMap(refusedLine);
  if (lines.length > 0) report.append(lines);
  const refused = lines.length;
  const passing = todo.filter(({ problem }) => !problem);
  let known: readonly Organization[] | undefined;
  for (let from = 0; from < passing.length; from += BATCH_ROWS) {
    if (interrupt.requested()) return { lines, stopped: 'Ended as asked.' };
    const batch = passing.slice(from, from + BATCH_ROWS);
    known ??= await organizationsFor(people, policy, session.jira);
    const { results, created } = await inviteRows(
      batch,
      { columns: people.columns, organizations: [], notify },
      policy,
      known,
      // What exists may be the work of the run that was killed.
      { ...invitePorts(session.jira, memory, session.clock), repeated: from === 0 && report.wasKilled },
    );
    memory.remember(results.map(({ invited }) => invited));
    if (created.length > 0) known = [...known, ...created];

    const written = results.map(({ row, invited }) => lineOf(row, invited));
    report.append(written);
    lines.push(...written);
    progress.step(refused + Math.min(from + BATCH_ROWS, passing.length));
    const stopped = await whyStop(written, session.jira);
    if (stopped !== undefined) return { lines, stopped };
  }
  return { lines };
}

/** The organizations that may be meant. @throws CommandFailed where Jira does not tell them. */
export async function organizationsFor(
  { columns }: Pick<People, 'columns'>,
  policy: ProjectPolicy,
  jira: JiraClient,
): Promise<readonly Organization[]> {
  const read = await organizationsInRows(columns, policy, jira);
  if (!read.ok) throw new CommandFailed(refusalWords(read.error));
  return read.data;
}

/** A row that the reader refuses; it invites no customer. */
function refusedLine({ line, email, problem, key }: PersonRow): readonly ReportLine[] {
  if (!problem) return [];
  const { message, next = '' } = rowWords(problem);
  return [{ line, email, state: 'failed', reason: problem, message: `${message} ${next}`.trim(), row: key }];
}

function lineOf(row: PersonRow, { outcome }: InvitationResult): ReportLine {
  const { state, reason, accountId, steps } = final(outcome);
  const account = steps.find(({ step }) => step === 'account')?.change;
  return {
    line: row.line,
    email: row.email,
    state,
    ...(reason && { reason: reason.code, message: sentence(reason) }),
    ...(accountId && { accountId }),
    ...(account && { account }),
    row: row.key,
  };
}

async function whyStop(lines: readonly ReportLine[], jira: JiraClient): Promise<string | undefined> {
  if (lines.every(({ reason }) => isRetried(reason, 'command')))
    return 'Jira answers nothing at the moment. Run the same command again later.';
  if (!lines.some(({ reason }) => reason === 'app-lacks-admin')) return undefined;
  return (await lacksAdminister(jira)) ? words({ code: 'app-lacks-admin' }).message : undefined;
}
