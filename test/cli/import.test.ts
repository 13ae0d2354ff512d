import { readFileSync, statSync } from 'node:fs';
import { as, scratch, ServedSite } from './command';

let served: ServedSite;
const folder = scratch();
beforeAll(async () => {
  served = await ServedSite.open();
});
afterAll(async () => {
  await served.close();
  folder.remove();
});
beforeEach(() => {
  served.site.jira.log.clear();
  served.site.jira.faults.set([]);
});

/** People of one domain, each in Acme. */
function people(domain: string, count: number): string {
  const rows = Array.from({ length: count }, (_, index) => `p${index}@${domain},Person ${index},Acme`);
  return ['Email,Name,Organization', ...rows].join('\n');
}

interface Line {
  readonly line?: number;
  readonly email?: string;
  readonly state?: string;
  readonly reason?: string;
  readonly accountId?: string;
}

function reportIn(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Line);
}

test('everybody in the file is made a customer, with one enrolment for 50 of them', async () => {
  const file = folder.file('people.csv', people('many.example', 120));
  const ended = await served.run(['import', file]);
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stdout).toBe(
    '120 of 120 rows done; 120 accounts created. 0 need attention, 0 failed, 0 not tried.\n',
  );
  expect(served.members('Acme').filter((email) => email.endsWith('@many.example'))).toHaveLength(120);
  const enrolments = served.writes().filter((call) => !call.startsWith('POST /rest/servicedeskapi/customer'));
  // Two places, three batches.
  expect(enrolments).toHaveLength(6);
});

test('never more than 8 calls are under way', async () => {
  const slow = await ServedSite.open({ latencyMs: 20 });
  let most = 0;
  let now = 0;
  const { jira } = slow.site;
  const ask = jira.fetch.bind(jira);
  jira.fetch = async (request) => {
    most = Math.max(most, (now += 1));
    return ask(request).finally(() => (now -= 1));
  };
  try {
    await slow.run(['import', folder.file('eight.csv', people('eight.example', 40))]);
    expect(most).toBeLessThanOrEqual(8);
    // How many of them meet is the machine's business; that many do is not.
    expect(most).toBeGreaterThan(4);
  } finally {
    await slow.close();
  }
});

test('where no terminal shows a bar, plain lines tell how far it is', async () => {
  const { stderr } = await served.run(['import', folder.file('lines.csv', people('lines.example', 100))]);
  expect(stderr).toBe('50 of 100\n100 of 100\n');
});

test('the report says what became of each row, and only its owner can read it', async () => {
  const text = ['email;organizations', 'good@acme.example;Acme', 'nobody;Acme', 'gone@acme.example;Nowhere'];
  const report = folder.file('report.jsonl');
  const file = folder.file('mixed.csv', text.join('\r\n'));
  const ended = await served.run(['import', file, '--report', report]);
  expect(ended.code).toBe(1);
  const accountId = served.site.jira.state.withEmail('good@acme.example')[0]?.accountId;
  expect(reportIn(report)).toEqual([
    { report: 'guestlist import', site: served.url, project: 'SUP' },
    expect.objectContaining({ line: 2, email: 'good@acme.example', state: 'done', accountId }),
    expect.objectContaining({ line: 3, email: 'nobody', state: 'failed', reason: 'address-no-at' }),
    expect.objectContaining({ line: 4, state: 'failed', reason: 'organization-unknown' }),
    { ended: true },
  ]);
  expect(statSync(report).mode & 0o777).toBe(0o600);
});

test('the output names rows by their lines: no address goes into the log of a build server', async () => {
  const file = folder.file('quiet.csv', 'email,organization\nsecretive@acme.example,Nowhere\n');
  const { stdout, stderr } = await served.run(['import', file]);
  expect(stdout).toMatch(/^line 2: failed: /);
  expect(stdout + stderr).not.toContain('secretive');
});

test('a person who stands twice is created once, and is in both organizations', async () => {
  const rows = ['email,organization', 'dup@acme.example,Acme', 'DUP@acme.example,Globex'];
  expect(await served.run(['import', folder.file('dup.csv', rows.join('\n'))])).toHaveProperty('code', 0);
  expect(served.accounts('dup@acme.example')).toBe(1);
  expect(served.members('Globex')).toContain('dup@acme.example');
});

test('a person who stands in two batches is found, though Jira’s search does not know them yet', async () => {
  const slow = await ServedSite.open({ profile: 'slow-index' });
  try {
    const text = `${people('slow.example', 60)}\np0@slow.example,Person,Globex`;
    const ended = await slow.run(['import', folder.file('slow.csv', text)]);
    expect(ended.code).toBe(0);
    expect(slow.members('Globex')).toEqual(['p0@slow.example']);
  } finally {
    await slow.close();
  }
});

test('new organizations are created once, where that is asked for', async () => {
  const rows = ['email,organization', ...[1, 2, 3].map((each) => `n${each}@new.example,Newcorp`)];
  const file = folder.file('new.csv', rows.join('\n'));
  expect(await served.run(['import', file, '--create-organizations'])).toHaveProperty('code', 0);
  expect(served.members('Newcorp')).toHaveLength(3);
  expect(
    served.writes().filter((call) => call.startsWith('POST /rest/servicedeskapi/organization ')),
  ).toHaveLength(1);
});

describe('a dry run', () => {
  it('says what would happen, and changes nothing', async () => {
    const rows = ['email,organization', 'dry@acme.example,Drycorp', 'customer@guestlist.example,', 'x y@z,'];
    const report = folder.file('dry.jsonl');
    const file = folder.file('dry.csv', rows.join('\n'));
    const ended = await served.run([
      'import',
      file,
      '--dry-run',
      '--create-organizations',
      '--report',
      report,
    ]);
    expect(ended.code).toBe(1);
    expect(ended.stdout.split('\n')).toEqual([
      expect.stringContaining('line 4: would be refused: The address contains a space.'),
      '1 accounts would be created, 1 exist, 0 are unclear; 1 rows would be refused.',
      'Organizations that would be created: Drycorp.',
      'Nothing was changed.',
      '',
    ]);
    expect(served.writes()).toEqual([]);
    expect(() => statSync(report)).toThrow('ENOENT');
  });

  it('ends with 0 where all would go well', async () => {
    const file = folder.file('well.csv', 'email\nwell@acme.example\n');
    expect(await served.run(['import', file, '--dry-run'])).toHaveProperty('code', 0);
  });

  it('says beforehand that the account lacks the power', async () => {
    const file = folder.file('power.csv', 'email\npower@acme.example\n');
    const ended = await served.run(['import', file, '--dry-run'], as('agent'));
    expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining('Administer Jira') as string });
  });
});

test('without the power it stops after the first rows, and asks for no others', async () => {
  const file = folder.file('powerless.csv', people('powerless.example', 200));
  const ended = await served.run(['import', file], as('agent'));
  expect(ended.code).toBe(1);
  expect(ended.stdout).toContain('150 not tried');
  expect(served.writes().length).toBeLessThanOrEqual(8);
});

test('when Jira answers nobody, it stops and says that it can go on later', async () => {
  served.site.jira.faults.set([
    { method: 'POST', path: '/customer', status: 429, retryAfter: 0, rate: 1, afterWork: false },
  ]);
  const ended = await served.run(['import', folder.file('down.csv', people('down.example', 60))]);
  expect(ended.code).toBe(1);
  expect(ended.stdout).toContain('10 not tried.\nJira answers nothing at the moment.');
});

test('a row with a comma too many fails alone', async () => {
  const file = folder.file(
    'comma.csv',
    'email,name,organization\nx@b.example,Love, Ada,Acme\ny@b.example,Bo,Acme\n',
  );
  const ended = await served.run(['import', file]);
  expect(ended.code).toBe(1);
  expect(ended.stdout).toContain('line 2: failed: This row has more cells');
  expect([served.accounts('x@b.example'), served.accounts('y@b.example')]).toEqual([0, 1]);
});

test('a file in another encoding is read where it is named', async () => {
  const file = folder.file('latin.csv', Buffer.from('email,name\nzoe@b.example,Zo\xeb\n', 'latin1'));
  const ended = await served.run(['import', file, '--encoding', 'latin1']);
  expect(ended.code).toBe(0);
  expect(served.site.jira.state.withEmail('zoe@b.example')).toMatchObject([{ displayName: 'Zoë' }]);
});

describe.each(['flaky', 'rate-limited'])('on a site that is %s', (profile) => {
  test('everybody arrives', async () => {
    const bad = await ServedSite.open({ profile });
    try {
      const ended = await bad.run(['import', folder.file(`${profile}.csv`, people('bad.example', 60))]);
      expect(ended.stdout).toContain('60 of 60 rows done');
      expect(bad.members('Acme')).toHaveLength(60);
    } finally {
      await bad.close();
    }
  }, 120_000);
});

test.each([
  ['is not there', undefined, [], 'cannot be read'],
  ['is empty', '', [], 'It is empty'],
  ['has quotes that do not fit', 'email,name\na@b.example,"Ada\n', [], 'mark in line 2 is never closed'],
  ['is no UTF-8', Buffer.from('email,name\na@b.example,Zo\xeb\n', 'latin1'), [], 'UTF-8'],
  ['has no column of addresses', 'name,organization\nAda,Acme\n', [], '--columns'],
  ['has end dates, which nobody would keep', 'email,end date\na@b.example,2030-01-01\n', [], 'end an access'],
  ['is meant to be its own report', 'email\na@b.example\n', ['--report', 'SELF'], 'is no report'],
])('a file that %s is refused before anything is changed', async (name, text, more, said) => {
  const file = folder.file(`${name}.csv`, text);
  const args = more.map((each) => (each === 'SELF' ? file : each));
  const ended = await served.run(['import', file, ...args]);
  expect(ended).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining(said) as string });
  expect(served.writes()).toEqual([]);
  if (text !== undefined) expect(readFileSync(file)).toEqual(Buffer.from(text));
});
