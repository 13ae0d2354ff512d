import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { runIn } from '../../tools/deploy/command';
import { deploy } from '../../tools/deploy/deploy';
import { readOptions } from '../../tools/deploy/options';
import { FakeForge } from '../fakes/forge-cli';
import type { Script } from '../fakes/forge-cli';

const ROOT = path.resolve(__dirname, '../..');
const SCOPES = ['write:invitation:custom', 'read:invitation:custom', 'read:organization:custom'];
const listed = (names: readonly string[]) => ({ text: JSON.stringify(names.map((name) => ({ name }))) });
const indexes = (...states: readonly string[]) => ({
  text: [
    '┌──────┬───┐',
    ...states.map((state, at) => `│ record │ by-${at} │ ${state} │ scope │ sort │`),
  ].join('\n'),
});
const all = (state: string) => indexes(...Array.from({ length: 12 }, () => state));

/** A CLI with which all goes well, on an app that is registered and nowhere installed. */
const WELL: Script = {
  'forge --version': [{ text: 'Warning: Forge CLI supports Node.js 22.x or 24.x.\n13.3.0' }],
  'forge whoami': [{ text: 'Logged in as Jo (jo@acme.example)\nAccount ID: 1' }],
  'forge developer-spaces list': [{ text: JSON.stringify([{ id: 'space', name: 'Our space' }]) }],
  'forge register': [{ registers: true, text: 'Registered Guestlist' }],
  'forge custom-scopes list': [listed(SCOPES)],
  'forge custom-scopes create': [{ text: 'Successfully submitted custom scopes for creation' }],
  'npm run build': [{}],
  'forge lint': [{ text: 'No issues found.' }],
  'forge deploy': [{ text: 'Deployed' }],
  'forge storage entities indexes list': [all('ACTIVE')],
  'forge install list': [{ text: 'The app is not installed anywhere.' }],
  'forge install': [{ text: 'Install in Jira complete!' }],
};

let forge: FakeForge;
afterEach(() => forge.remove());

interface Told {
  readonly isDone: boolean;
  readonly text: string;
  readonly asked: readonly string[];
  readonly waits: readonly number[];
}

async function run(
  script: Script,
  {
    args = ['--site', 'acme.atlassian.net'],
    answer = true,
    node = '24.1.0',
    ...kind
  }: {
    readonly args?: readonly string[];
    readonly answer?: boolean | 'nobody';
    readonly node?: string;
    readonly isRegistered?: boolean;
    readonly hasCli?: boolean;
    readonly again?: true;
  } = {},
): Promise<Told> {
  if (!kind.again) forge = new FakeForge(kind);
  forge.plays({ ...WELL, ...script });
  const [lines, asked, waits]: [string[], string[], number[]] = [[], [], []];
  const isDone = await deploy(
    { root: forge.app, options: readOptions(args), node },
    {
      run: runIn(forge.app, forge.environment, () => undefined),
      say: (line) => lines.push(line),
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(answer === 'nobody' ? undefined : answer);
      },
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
  );
  return { isDone, text: lines.join('\n'), asked, waits };
}

test('from nothing to an installation, in the order that Atlassian wants', async () => {
  const told = await run(
    {
      'forge custom-scopes list': [listed([]), listed(SCOPES.slice(0, 1)), listed(SCOPES)],
      'forge storage entities indexes list': [
        all('CREATING'),
        indexes(...Array<string>(11).fill('ACTIVE'), 'CREATING'),
        all('ACTIVE'),
      ],
    },
    {
      isRegistered: false,
      args: ['--site', 'https://Acme.atlassian.net/jira/x', '--developer-space', 'space'],
    },
  );
  expect(told).toMatchObject({ isDone: true });
  const calls = forge.takeCalls();
  expect(calls.map((call) => call.replace(/ -f \S+/, ' -f FILE'))).toEqual([
    'forge --version',
    'forge whoami',
    'forge developer-spaces list --json',
    'forge register Guestlist -s space -y',
    'forge custom-scopes list -e development --json',
    'forge custom-scopes create -e development -f FILE',
    'forge custom-scopes list -e development --json',
    'forge custom-scopes list -e development --json',
    'npm run build',
    'forge lint -e development',
    'forge deploy -e development --non-interactive',
    ...Array<string>(3).fill('forge storage entities indexes list -e development'),
    'forge install list --json',
    'forge install --site acme.atlassian.net --product Jira -e development --confirm-scopes --non-interactive',
  ]);
  expect(told.asked).toEqual([
    expect.stringContaining('Register Guestlist as a new app'),
    expect.stringContaining('Their names can never be changed or deleted'),
    expect.stringContaining('Install Guestlist on acme.atlassian.net with these scopes?'),
  ]);
  expect(told.text).toContain('11 of 12 are ACTIVE');
  expect(told.text).toContain(
    'https://developer.atlassian.com/console/myapps/11111111-2222-4333-8444-555555555555',
  );
  expect(told.text).toContain('https://acme.atlassian.net/jira/settings/apps');
});

test('run again, it does only what is left', async () => {
  await run({
    'forge install': [{ code: 1, text: 'Install has failed due to a background syncing clash.' }],
  });
  expect(forge.takeCalls()).toContain('forge deploy -e development --non-interactive');
  const told = await run({}, { again: true });
  expect(told.isDone).toBe(true);
  expect(forge.takeCalls()).not.toContain('forge deploy -e development --non-interactive');
  expect(told.text).toContain('nothing has changed since the last deployment');

  forge.write('manifest.yml', (text) => `${text}\n# changed\n`);
  await run({}, { again: true });
  expect(forge.takeCalls()).toContain('forge deploy -e development --non-interactive');
});

test('an installation that is up to date is left alone, another is upgraded', async () => {
  const there = (status: string): Script => ({
    'forge install list': [
      {
        text: JSON.stringify([
          {
            id: '1',
            environment: 'production',
            site: 'acme.atlassian.net',
            product: 'Jira',
            status: 'Up-to-date',
          },
          { id: '2', environment: 'development', site: 'acme.atlassian.net', product: 'Jira', status },
        ]),
      },
    ],
  });
  const fresh = await run(there('Up-to-date'));
  expect([fresh.isDone, fresh.asked]).toEqual([true, []]);
  expect(forge.takeCalls().at(-1)).toBe('forge install list --json');
  forge.remove();
  await run(there('Outdated permissions'));
  expect(forge.takeCalls().at(-1)).toBe(
    'forge install --upgrade --site acme.atlassian.net --product Jira -e development --confirm-scopes --non-interactive',
  );
});

test('one that is there, and was not listed, is upgraded', async () => {
  const told = await run({
    'forge install --site': [{ code: 1, text: 'Installation error: App is already installed.' }],
    'forge install --upgrade': [{ text: 'Upgrade complete!' }],
  });
  expect(told.isDone).toBe(true);
  expect(told.text).toContain('upgraded on acme.atlassian.net');
});

test('approval is asked for, and given by name', async () => {
  const refusal = {
    code: 1,
    text: 'The deploy failed due to 1 approval requested. Run forge deploy --approve MAJOR_VERSION_RULE to acknowledge and proceed.',
  };
  const script = {
    'forge deploy': [refusal],
    'forge deploy -e development --non-interactive --approve': [{}],
  };
  const told = await run(script);
  expect(told.isDone).toBe(true);
  expect(told.asked).toContainEqual(expect.stringContaining('Approve MAJOR_VERSION_RULE?'));
  expect(forge.takeCalls()).toContain(
    'forge deploy -e development --non-interactive --approve MAJOR_VERSION_RULE',
  );
  forge.remove();
  const refused = await run(script, { answer: false });
  expect(refused.isDone).toBe(false);
  expect(refused.text).toContain('The deployment needs your approval: MAJOR_VERSION_RULE');
});

test('only scopes that are missing are sent', async () => {
  await run({ 'forge custom-scopes list': [listed(SCOPES.slice(1)), listed(SCOPES)] });
  expect(forge.scopesSent).toContain('write:invitation:custom');
  expect(forge.scopesSent).not.toContain('read:');
});

test('where nobody can be asked, it says how to answer beforehand, and --yes does', async () => {
  const told = await run({}, { answer: 'nobody' });
  expect(told.isDone).toBe(false);
  expect(told.text).toContain('An answer is needed: Install Guestlist');
  expect(told.text).toContain('--yes');
  forge.remove();
  const agreed = await run({}, { answer: 'nobody', args: ['--site', 'acme.atlassian.net', '--yes'] });
  expect([agreed.isDone, agreed.asked]).toEqual([true, []]);
});

test('without a site it installs nothing, and says how to get one', async () => {
  const told = await run({}, { args: ['-e', 'production'] });
  expect(told.isDone).toBe(true);
  expect(forge.takeCalls().filter((call) => call.startsWith('forge install'))).toEqual([]);
  expect(told.text).toContain('forge site provision');
  expect(told.text).toContain('/distribution → Sharing');
});

describe('each refusal is told in words, with what to do', () => {
  const NO_SPACE = 'Deployment blocked - This app has no associated Developer Space.';
  const REFUSALS: readonly (readonly [string, Script, string, string])[] = [
    [
      'the CLI is old',
      { 'forge --version': [{ text: '12.9.1' }] },
      'is of version 12.9.1; 13.3 or later',
      'npm install -g @forge/cli@latest',
    ],
    [
      'nobody is logged in',
      {
        'forge whoami': [
          { code: 1, text: 'Not logged in. If a local keychain is available, run forge login' },
        ],
      },
      'not logged in',
      '`forge login`',
    ],
    [
      'the CLI is used for the first time',
      {
        'forge whoami': [
          { code: 1, text: 'Error: Prompts can not be meaningfully rendered in non-TTY environments' },
        ],
      },
      'wants to ask something',
      'forge settings set usage-analytics false',
    ],
    [
      'the token has expired',
      { 'forge whoami': [{ code: 1, text: 'Your API token is no longer valid.' }] },
      'not logged in',
      'FORGE_API_TOKEN',
    ],
    [
      'the app has no Developer Space',
      { 'forge deploy': [{ code: 1, text: NO_SPACE }] },
      'this one has none',
      'console/developer-space',
    ],
    [
      'the space is not set up',
      { 'forge deploy': [{ code: 1, text: "This app's Developer Space setup is incomplete." }] },
      'not set up to its end',
      'Marketplace admin',
    ],
    [
      'the app is nobody’s',
      { 'forge custom-scopes list': [{ code: 1, text: 'Your app could not be found. Make sure…' }] },
      'nobody',
      'git checkout manifest.yml',
    ],
    [
      'the scopes are another app’s',
      {
        'forge custom-scopes list': [listed([])],
        'forge custom-scopes create': [
          { code: 1, text: 'Failed to submit custom scopes for creation on the server:\nname is taken' },
        ],
      },
      'did not take the scopes',
      'Names that another app has',
    ],
    [
      'the scopes are not listed in time',
      { 'forge custom-scopes list': [listed([])] },
      'does not list them yet',
      'in some minutes',
    ],
    [
      'the scopes are not there for the deployment',
      { 'forge deploy': [{ code: 1, text: 'Deployment failed due to missing scopes. Contact your admin' }] },
      'not registered in development yet',
      'forge custom-scopes list -e development',
    ],
    [
      'the build fails',
      { 'npm run build': [{ code: 1, text: 'sh: tsx: not found' }] },
      'cannot be built',
      'tsx: not found',
    ],
    [
      'the linter finds errors',
      { 'forge lint': [{ code: 1, text: 'manifest.yml 7:1 error nonsense' }] },
      'linter found errors',
      'error nonsense',
    ],
    [
      'the deployment fails for an unknown reason',
      { 'forge deploy': [{ code: 1, text: 'Something new (requestId: 7)' }] },
      'was not deployed',
      'Something new (requestId: 7)',
    ],
    [
      'an index cannot be built',
      { 'forge storage entities indexes list': [indexes('ACTIVE', 'FAILED')] },
      'could not build an index',
      '--redeploy',
    ],
    [
      'indexes take too long',
      { 'forge storage entities indexes list': [all('CREATING')] },
      'were not built within 45 minutes',
      'goes on waiting',
    ],
    [
      'indexes block the installation',
      { 'forge install --site': [{ code: 1, text: 'Installation error: indexing is in progress' }] },
      'still builds the indexes',
      'in some minutes',
    ],
    [
      'this login may not install',
      {
        'forge install --site': [{ code: 1, text: 'Insufficient permissions to install app (requestId: 1)' }],
      },
      'may not install apps on acme.atlassian.net',
      '/distribution',
    ],
    [
      'an app access rule forbids it',
      { 'forge install --site': [{ code: 1, text: 'Installation error: blocked by an app access rule' }] },
      'app access rule',
      'admin.atlassian.com',
    ],
    [
      'it is no site',
      {
        'forge install --site': [
          { code: 1, text: "The URL you entered doesn't belong to an Atlassian site" },
        ],
      },
      'is no Atlassian site',
      'your-site.atlassian.net',
    ],
    [
      'Jira is not there',
      {
        'forge install --site': [{ code: 1, text: 'Atlassian app is not activated on acme.atlassian.net.' }],
      },
      'Jira is not active',
      'Add Jira Service Management',
    ],
    [
      'the site is full',
      {
        'forge install --site': [
          { code: 1, text: 'The target site already has the maximum number of apps installed.' },
        ],
      },
      'as many apps as it can',
      'Uninstall one',
    ],
    [
      'Atlassian cannot be reached',
      { 'forge lint': [{ code: 1, text: 'getaddrinfo ENOTFOUND api.atlassian.com' }] },
      'cannot be reached',
      'HTTPS_PROXY',
    ],
  ];
  test.each(REFUSALS)('%s', async (_what, script, what, mend) => {
    const told = await run(script);
    expect(told.isDone).toBe(false);
    const [, stop = ''] = told.text.split('It stops here: ');
    expect(stop).toContain(what);
    expect(stop).toContain(mend);
    expect(stop).toContain('run the same command again');
  });

  test('there is no CLI', async () => {
    const told = await run({}, { hasCli: false });
    expect(told.text).toContain('The Forge CLI is not installed.');
    expect(told.text).toContain('npm install -g @forge/cli@latest');
  });

  test('there is no Developer Space to register in', async () => {
    const none = { 'forge developer-spaces list': [{ text: '[]' }] };
    const told = await run(none, { isRegistered: false });
    expect(told.text).toContain('You are in no Developer Space');
    expect(forge.takeCalls().at(-1)).toBe('forge developer-spaces list --json');
  });

  test('Node is too old; one that the CLI warns on will do', async () => {
    expect((await run({}, { node: '18.20.0' })).text).toContain(
      'Node 18.20.0, on which the Forge CLI does not start',
    );
    forge.remove();
    const warned = await run({}, { node: '20.19.0' });
    expect(warned.isDone).toBe(true);
    expect(warned.text).toContain('The CLI warns on it');
  });

  test('the scopes are declined: nothing is sent', async () => {
    const told = await run({ 'forge custom-scopes list': [listed([])] }, { answer: false });
    expect(told.text).toContain('remove the apiRoute modules');
    expect(forge.takeCalls().at(-1)).toBe('forge custom-scopes list -e development --json');
  });
});

describe('from a shell', () => {
  const shell = (...args: readonly string[]): string =>
    execFileSync(
      process.execPath,
      [path.join(ROOT, 'node_modules/tsx/dist/cli.mjs'), 'tools/deploy/run.ts', ...args],
      {
        cwd: ROOT,
        env: forge.environment,
        encoding: 'utf8',
        stdio: 'pipe',
      },
    );
  beforeEach(() => {
    forge = new FakeForge();
    forge.plays(WELL);
  });

  test('the dry run prints the whole plan, and runs nothing', () => {
    const plan = shell('--dry-run', '--environment', 'production', '--site', 'acme.atlassian.net');
    for (const command of [
      'forge register Guestlist',
      'forge custom-scopes create -e production',
      'npm run build',
      'forge deploy -e production --non-interactive',
      'forge storage entities indexes list -e production',
      'forge install --site acme.atlassian.net --product Jira -e production',
    ])
      expect(plan).toContain(command);
    expect(forge.takeCalls()).toEqual([]);
  });

  test.each([
    [['--environment', 'prod'], 'There are: development, staging, production.'],
    [['--site', 'not a site'], 'takes the host of a site'],
    [['--sight', 'x'], 'npm run deploy -- [--environment'],
  ])('a wrong option is told: %j', (args, told) => {
    let said = '';
    try {
      shell(...args);
    } catch (error) {
      said = String((error as { stderr?: unknown }).stderr);
    }
    expect(said).toContain(told);
  });
});
