import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { as, scratch, ServedSite, until } from './command';

/** Long enough to be caught in the middle. */
const LATENCY_MS = 25;
const ROWS = 160;

const folder = scratch();
let served: ServedSite;
beforeEach(async () => {
  served = await ServedSite.open({ latencyMs: LATENCY_MS });
});
afterEach(() => served.close());
afterAll(() => folder.remove());

const CSV = [
  'email,organization',
  ...Array.from({ length: ROWS }, (_, row) => `r${row}@resume.example,Acme`),
].join('\n');

function rowsIn(report: string): number {
  if (!existsSync(report)) return 0;
  return readFileSync(report, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"state"')).length;
}

/** Addresses that Jira was asked to create an account for, or had one already. */
function creates(): number {
  return served.writes().filter((call) => call.startsWith('POST /rest/servicedeskapi/customer')).length;
}

function expectEverybodyOnce(): void {
  const members = served.members('Acme');
  expect(members).toHaveLength(ROWS);
  expect(new Set(members).size).toBe(ROWS);
}

test('after a kill the same command goes on where the report ends', async () => {
  const file = folder.file('kill.csv', CSV);
  const report = folder.file('kill.jsonl');
  const args = ['import', file, '--report', report];
  const first = served.start(args);
  await until(() => rowsIn(report) >= 50);
  first.child.kill('SIGKILL');
  await first.ended;
  const written = rowsIn(report);
  expect(written).toBeLessThan(ROWS);
  // Calls that were on their way when it died still arrive.
  await new Promise((resolve) => setTimeout(resolve, LATENCY_MS * 10));

  served.site.jira.log.clear();
  const second = await served.run(args);
  expect(second).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`${written} of ${ROWS} rows are done already`) as string,
  });
  expect(creates()).toBe(ROWS - written);
  expectEverybodyOnce();
});

test('Ctrl+C ends it after the rows at hand, and says how to go on', async () => {
  const file = folder.file('stop.csv', CSV);
  const report = folder.file('stop.jsonl');
  const args = ['import', file, '--report', report];
  const first = served.start(args);
  await until(() => rowsIn(report) >= 50);
  first.child.kill('SIGINT');
  const ended = await first.ended;
  expect(ended).toMatchObject({ code: 2, stdout: expect.stringContaining('Ended as asked.') as string });
  expect(rowsIn(report) % 50).toBe(0);
  expect(served.members('Acme')).toHaveLength(rowsIn(report));

  expect(await served.run(args)).toHaveProperty('code', 0);
  expectEverybodyOnce();
});

test('a line that a kill cut in two is written anew', async () => {
  const file = folder.file('cut.csv', 'email\nc1@resume.example\nc2@resume.example\n');
  const report = folder.file('cut.jsonl');
  await served.run(['import', file, '--report', report]);
  const lines = readFileSync(report, 'utf8').split('\n');
  writeFileSync(report, `${lines.slice(0, 2).join('\n')}\n${lines[2]?.slice(0, 30)}`);

  expect(await served.run(['import', file, '--report', report])).toHaveProperty('code', 0);
  const whole = readFileSync(report, 'utf8').trim().split('\n');
  expect(whole.map((line) => (JSON.parse(line) as { email?: string }).email)).toEqual([
    undefined,
    'c1@resume.example',
    'c2@resume.example',
    undefined,
  ]);
});

test('what is done is left alone, also after the file was mended and its rows moved', async () => {
  const report = folder.file('mend.jsonl');
  const file = folder.file('mend.csv', 'email\nfine@resume.example\nbroken\n');
  expect(await served.run(['import', file, '--report', report])).toHaveProperty('code', 1);
  served.site.jira.log.clear();
  writeFileSync(file, 'email\nmended@resume.example\nfine@resume.example\n');
  expect(await served.run(['import', file, '--report', report])).toHaveProperty('code', 0);
  expect(creates()).toBe(1);
});

test('a report of another project is not gone on with', async () => {
  const report = folder.file('other.jsonl');
  const file = folder.file('other.csv', 'email\no@resume.example\n');
  await served.run(['import', file, '--report', report]);
  const ended = await served.run(['import', file, '--report', report, '--project', 'PAR']);
  expect(ended).toMatchObject({ code: 64, stderr: expect.stringContaining('another space') as string });
});

test('a report that somebody wrote into is not gone on with', async () => {
  const report = folder.file('damaged.jsonl');
  const file = folder.file('damaged.csv', 'email\nd@resume.example\n');
  await served.run(['import', file, '--report', report]);
  appendFileSync(report, '{"state":"done"}\n');
  const ended = await served.run(['import', file, '--report', report]);
  expect(ended).toMatchObject({ code: 64, stderr: expect.stringContaining('is damaged') as string });
});

test('an account that was made before it failed at the desk is known again, though Jira does not find it yet', async () => {
  const slow = await ServedSite.open({ profile: 'slow-index' });
  try {
    const report = folder.file('desk.jsonl');
    const args = ['import', folder.file('desk.csv', 'email\ndesk@resume.example\n'), '--report', report];
    const refusal = {
      method: 'POST',
      path: '/servicedesk/1/customer',
      status: 403,
      rate: 1,
      afterWork: false,
    };
    slow.site.jira.faults.set([refusal]);
    expect(await slow.run(args, as('jira-admin'))).toHaveProperty('code', 1);
    slow.site.jira.faults.set([]);
    expect(await slow.run(args, as('jira-admin'))).toHaveProperty('code', 0);
  } finally {
    await slow.close();
  }
});
