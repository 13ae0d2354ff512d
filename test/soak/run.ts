import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { buildBackEnd } from '../../local/forge/bundle';
import { describe } from './story';
import { tell } from './tell';
import type { Job, Report } from './job';
import { work } from './worker';

/**
 * `npm run test:soak`: random stories through every door, and a fuzzer over all functions. STORIES and FUZZ say how many,
 * SEED where to begin; CALM=1 leaves the faults out; SHRINK=1 looks for a smaller story that breaks the same rule
 * (the first, or one whose words contain RULE).
 */
const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const SEED = number('SEED', 1);
const STORIES = number('STORIES', process.env['SEED'] === undefined ? 200 : 1);
const FUZZ = number('FUZZ', process.env['SEED'] === undefined ? 5_000 : 0);
/** Payloads that one worker tries on one site. */
const FUZZ_AT_ONCE = 1_000;
const CALM = process.env['CALM'] === '1';
const SHRINK = process.env['SHRINK'] === '1';
/** Stories told in full for each rule that was broken. */
const TOLD_MAX = number('TOLD', 1);

async function main(): Promise<number> {
  const bundle = process.env['GUESTLIST_BUNDLE'] ?? (await buildBackEnd());
  const jobs: Job[] = [
    ...Array.from({ length: Math.ceil(FUZZ / FUZZ_AT_ONCE) }, (_, index): Job => {
      const payloads = Math.min(FUZZ_AT_ONCE, FUZZ - index * FUZZ_AT_ONCE);
      return { kind: 'fuzz', seed: SEED + index, payloads, bundle };
    }),
    ...Array.from({ length: STORIES }, (_, index): Job => {
      return { kind: 'story', seed: SEED + index, calm: CALM, shrink: SHRINK, bundle };
    }),
  ];
  const reports = await runAll(jobs, number('WORKERS', availableParallelism()));
  return summarise(reports);
}

/** Each worker takes the next job when it is done with one. */
async function runAll(jobs: readonly Job[], workers: number): Promise<readonly Report[]> {
  const reports: Report[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    const child = fork(__filename, ['worker']);
    const exits = new Promise<never>((_, reject) =>
      child.once('exit', (code) => reject(new Error(`a worker ended with ${code ?? 'a signal'}`))),
    );
    exits.catch(() => undefined);
    while (next < jobs.length) {
      const job = jobs[next++];
      if (!job) break;
      const heard = new Promise<Report>((resolve) =>
        child.once('message', (report) => resolve(report as Report)),
      );
      child.send(job);
      const report = await Promise.race([heard, exits]);
      reports.push(report);
      tellOf(report);
    }
    child.kill();
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, one));
  return reports;
}

const toldOf = new Map<string, number>();

/** Says at once what a job found, for the first stories of each rule in full. */
function tellOf({ job, findings, story }: Report): void {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const fresh = rules.filter((rule) => (toldOf.get(rule) ?? 0) < TOLD_MAX);
  for (const rule of rules) toldOf.set(rule, (toldOf.get(rule) ?? 0) + 1);
  if (fresh.length === 0) return;
  console.log(`\n${job.kind} ${job.seed}`);
  for (const { rule, what } of findings.filter((each) => fresh.includes(each.rule)).slice(0, 12))
    console.log(`  ${rule}: ${what}`);
  if (job.kind === 'fuzz') {
    console.log(`  alone: SEED=${job.seed} STORIES=0 FUZZ=${job.payloads} npm run test:soak`);
    return;
  }
  console.log(`  alone: ${CALM ? 'CALM=1 ' : ''}SEED=${job.seed} npm run test:soak`);
  const told = story ?? tell(job.seed, { calm: CALM });
  console.log(`  profile ${told.profile}`);
  told.beats.forEach((beat, index) => console.log(`  beat ${index}\n${describe(beat)}`));
}

function summarise(reports: readonly Report[]): number {
  const byRule = new Map<string, { jobs: Set<string>; count: number }>();
  for (const { job, findings } of reports) {
    for (const { rule } of findings) {
      const sum = byRule.get(rule) ?? { jobs: new Set<string>(), count: 0 };
      sum.jobs.add(`${job.kind === 'fuzz' ? 'fuzz ' : ''}${job.seed}`);
      sum.count += 1;
      byRule.set(rule, sum);
    }
  }
  const played = reports.filter(({ job }) => job.kind === 'story').map(({ struck }) => struck);
  const total = (name: string): number => played.reduce((sum, struck) => sum + (struck[name] ?? 0), 0);
  const names = [...new Set(played.flatMap((struck) => Object.keys(struck)))];
  console.log(`\n${played.length} stories: ${names.map((name) => `${name} ${total(name)}`).join(', ')}`);
  const fuzzed = reports.filter(({ job }) => job.kind === 'fuzz');
  const fuzzNames = [...new Set(fuzzed.flatMap(({ struck }) => Object.keys(struck)))];
  const sumOf = (name: string): number => fuzzed.reduce((sum, { struck }) => sum + (struck[name] ?? 0), 0);
  if (fuzzed.length > 0)
    console.log(`fuzzer: ${fuzzNames.map((name) => `${name} ${sumOf(name)}`).join(', ')}`);
  for (const [rule, { jobs, count }] of [...byRule].sort(([, one], [, other]) => other.count - one.count)) {
    const seeds = [...jobs].slice(0, 8).join(', ');
    console.log(`${rule}: ${count} in ${jobs.size} (${seeds})`);
  }
  const failed = reports.filter(({ findings }) => findings.length > 0).length;
  console.log(`${reports.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

if (process.argv[2] === 'worker') work();
else
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
