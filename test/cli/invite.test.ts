import { as, run, ServedSite } from './command';
import type { Ended } from './command';

let served: ServedSite;
beforeAll(async () => {
  served = await ServedSite.open();
});
afterAll(() => served.close());
beforeEach(() => {
  served.site.jira.log.clear();
  served.site.jira.faults.set([]);
});

interface Outcome {
  readonly state: string;
  readonly accountId: string;
  readonly steps: readonly { readonly step: string; readonly change: string }[];
  readonly reason?: { readonly code: string; readonly message: string; readonly next: string };
  readonly candidates?: readonly { readonly accountId: string }[];
}

const outcomeIn = ({ stdout }: Ended): Outcome => JSON.parse(stdout) as Outcome;

test('a person is made a customer of the desk and of the organization', async () => {
  const ended = await served.run([
    'invite',
    '--email',
    'ada@acme.example',
    '--organization',
    'Acme',
    '--name',
    'Ada L',
  ]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(
    /^done: ada@acme\.example \(qm:\S+\)\n {2}account: made\n {2}desk: made\n {2}organization Acme: made\n$/,
  );
  expect(served.members('Acme')).toContain('ada@acme.example');
  expect(served.site.jira.state.withEmail('ada@acme.example')[0]).toHaveProperty('displayName', 'Ada L');
});

test('a second time everything is there', async () => {
  const args = ['invite', '--email', 'twice@acme.example', '--organization', 'Acme', '--json'];
  const first = outcomeIn(await served.run(args));
  const second = outcomeIn(await served.run(args));
  expect(second).toMatchObject({ state: 'done', accountId: first.accountId });
  expect(second.steps[0]).toEqual({ step: 'account', state: 'done', change: 'already' });
});

test('several people come out as a list, and the worst of them decides how it ends', async () => {
  const { code, stdout } = await served.run([
    'invite',
    '--email',
    'one@acme.example',
    '--email',
    'no address',
    '--json',
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject([
    { state: 'done' },
    { state: 'failed', reason: { code: 'address-space', message: 'The address contains a space.' } },
  ]);
});

test('an organization can be named by its id', async () => {
  const orgs = JSON.parse((await served.run(['orgs', '--json'])).stdout) as { id: string; name: string }[];
  const globex = orgs.find(({ name }) => name === 'Globex')?.id ?? '';
  await served.run(['invite', '--email', 'byid@acme.example', '--organization', globex]);
  expect(served.members('Globex')).toEqual(['byid@acme.example']);
});

test('an organization of another project is refused, and nobody is created', async () => {
  const ended = await served.run([
    'invite',
    '--email',
    'elsewhere@acme.example',
    '--organization',
    'Initech',
  ]);
  expect(ended).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('guestlist orgs lists them') as string,
  });
  expect(served.writes()).toEqual([]);
});

test('a new organization is created only where that is asked for', async () => {
  const args = ['invite', '--email', 'hooli@acme.example', '--organization', 'Hooli'];
  expect(await served.run(args)).toHaveProperty('code', 1);
  expect(await served.run([...args, '--create-organizations'])).toHaveProperty('code', 0);
  expect(served.members('Hooli')).toEqual(['hooli@acme.example']);
});

test('an organization of another project that has the name is not linked by creating it', async () => {
  const ended = await served.run([
    'invite',
    ...['--email', 'sly@acme.example', '--organization', 'Initech', '--create-organizations', '--json'],
  ]);
  expect(outcomeIn(ended)).toMatchObject({ state: 'failed', reason: { code: 'organization-elsewhere' } });
});

test('the invitation e-mail goes out where it is wanted', async () => {
  const before = served.site.jira.state.mailsSent.length;
  await served.run(['invite', '--email', 'mail@acme.example', '--notify']);
  await served.run(['invite', '--email', 'quiet@acme.example']);
  expect(served.site.jira.state.mailsSent).toHaveLength(before + 1);
});

test('whoever lacks Administer Jira reads what is missing and who can mend it', async () => {
  const ended = await served.run(['invite', '--email', 'agent1@acme.example', '--json'], as('agent'));
  expect(ended.code).toBe(1);
  const { reason } = outcomeIn(ended);
  expect(reason).toMatchObject({
    code: 'app-lacks-admin',
    next: expect.stringContaining('Jira admin') as string,
  });
  expect(reason?.message).toContain('the account of this token');
  expect(served.accounts('agent1@acme.example')).toBe(0);
});

test('an Atlassian account without the Customer role fails at the desk', async () => {
  const ended = await served.run(['invite', '--email', 'no-customer-role@guestlist.example', '--json']);
  expect(outcomeIn(ended)).toMatchObject({ state: 'failed', reason: { code: 'lacks-customer-role' } });
});

describe('where Jira hides addresses', () => {
  let hidden: ServedSite;
  beforeAll(async () => {
    hidden = await ServedSite.open({ profile: 'hidden-emails' });
  });
  afterAll(() => hidden.close());

  test('the accounts that may be meant are offered, and one of them can be chosen', async () => {
    const args = ['invite', '--email', 'customer@guestlist.example', '--json'];
    const offered = await hidden.run(args);
    expect(offered.code).toBe(2);
    const account = outcomeIn(offered).candidates?.[0]?.accountId ?? '';
    expect(account).not.toBe('');
    const chosen = await hidden.run([...args, '--account', account]);
    expect(outcomeIn(chosen)).toMatchObject({ state: 'done', accountId: account });
  });

  test('nobody asks for addresses that only apps are told', async () => {
    hidden.site.jira.log.clear();
    await hidden.run(['invite', '--email', 'customer@guestlist.example']);
    expect(hidden.site.jira.log.all().filter(({ path }) => path.includes('/user/email'))).toEqual([]);
  });
});

test('an account that Jira does not find yet is left for later, by hand', async () => {
  const slow = await ServedSite.open({ profile: 'slow-index' });
  try {
    await slow.run(['invite', '--email', 'new@acme.example']);
    const ended = await slow.run(['invite', '--email', 'new@acme.example', '--json']);
    expect(ended.code).toBe(2);
    expect(outcomeIn(ended).reason).toMatchObject({
      code: 'account-not-found-yet',
      next: 'Invite again in a few minutes.',
    });
  } finally {
    await slow.close();
  }
});

test('Jira is waited for, and that is said, when it asks to slow down', async () => {
  served.site.jira.faults.set([
    { method: 'POST', status: 429, retryAfter: 5, rate: 1, times: 1, afterWork: false },
  ]);
  const ended = await served.run(['invite', '--email', 'patient@acme.example']);
  expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('Jira asks to wait') as string });
});

test.each([
  ['no address', ['invite'], '--email'],
  [
    'a name for two',
    ['invite', '--email', 'a@b.example', '--email', 'c@d.example', '--name', 'X'],
    'one address',
  ],
  ['an account id that is none', ['invite', '--email', 'a@b.example', '--account', 'a b'], '--account'],
  ['an empty organization', ['invite', '--email', 'a@b.example', '--organization', ' '], '--organization'],
  ['an option that is none', ['invite', '--emial', 'a@b.example'], '--emial'],
  ['a command that is none', ['invit'], 'invite, import, orgs and read'],
])('%s is a slip: Jira is asked for nothing', async (_, args, said) => {
  const ended = await served.run(args);
  expect(ended).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining(said) as string });
  expect(served.site.jira.log.all()).toEqual([]);
});

describe('the help', () => {
  it.each([[[]], [['invite']], [['import']], [['orgs']]])(
    'of %j teaches what is needed, and that no policy holds',
    async (command) => {
      const { code, stdout } = await run([...command, '--help']);
      expect(code).toBe(0);
      for (const said of [
        'Administer Jira',
        'manage:servicedesk-customer',
        'GUESTLIST_TOKEN',
        'No policy',
        '64',
      ]) {
        expect(stdout).toContain(said);
      }
    },
  );

  it('comes without a command, too, which is a slip', async () => {
    expect(await run([])).toMatchObject({
      code: 64,
      stdout: expect.stringContaining('guestlist import') as string,
    });
  });
});
