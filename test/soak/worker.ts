import type { Job, Report } from './job';
import { fuzz } from './fuzz';
import { judge } from './judge';
import type { Finding } from './finding';
import { playStory } from './play';
import { shrink } from './shrink';
import type { Story } from './story';
import { tell } from './tell';

/** Does jobs, one after another, as they are sent. */
export function work(): void {
  // Nothing that the app or the local site leaves alone may go unseen.
  const unhandled: string[] = [];
  process.on('unhandledRejection', (error) => unhandled.push(String(error)));
  process.on('message', (job: Job) => {
    void run(job).then((report) => {
      const findings = unhandled.splice(0).map((what): Finding => ({ rule: 'unhandled rejection', what }));
      process.send?.({ ...report, findings: [...report.findings, ...findings] });
    });
  });
}

async function run(job: Job): Promise<Report> {
  try {
    if (job.kind === 'fuzz') return { job, ...(await fuzz(job)) };
    const story = tell(job.seed, job);
    const { findings, struck } = await tried(story, job.bundle);
    const wanted = process.env['RULE'];
    const first = findings.find(({ rule }) => wanted === undefined || rule.includes(wanted));
    if (!job.shrink || !first) return { job, findings, struck };
    const smaller = await shrink(story, async (each) =>
      (await tried(each, job.bundle)).findings.some(({ rule }) => rule === first.rule),
    );
    return { job, findings: (await tried(smaller, job.bundle)).findings, struck, story: smaller };
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    return { job, findings: [{ rule: 'the harness failed', what }], struck: {} };
  }
}

async function tried(story: Story, bundle: string): Promise<Pick<Report, 'findings' | 'struck'>> {
  const evidence = await playStory(story, bundle);
  const { stage, told, imports } = evidence;
  const struck = {
    things: told.length,
    imports: imports.length,
    rows: imports.reduce((sum, { view }) => sum + (view.startedAt === undefined ? 0 : view.people), 0),
    changes: stage.journal.changes.length,
    ...stage.troubles.counts,
  };
  return { findings: judge(evidence), struck };
}
