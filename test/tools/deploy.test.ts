import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { FakeForge } from '../fakes/forge-cli';
import type { Script } from '../fakes/forge-cli';
import { all, deployWith, indexes, listed, SCOPES, WELL } from './deploying';
import type { Deployment, Told } from './deploying';

const ROOT = path.resolve(__dirname, '../..');

let forge: FakeForge;
afterEach(() => forge.remove());

/** @param again on the app as the run before left it. */
function run(
  script: Script,
  {
    again,
    isRegistered = true,
    hasCli = true,
    ...deployment
  }: Deployment & { readonly isRegistered?: boolean; readonly hasCli?: boolean; readonly again?: true } = {},
): Promise<Told> {
  if (!again) forge = new FakeForge({ isRegistered, hasCli });
  return deployWith(forge, script, deployment);
}

test('from nothing to an installation, in the order that Atlassian wants', async () => {
  const told = await run(
    {
      'forge custom-scopes list': [listed([]), listed(SCOPES.slice(0, 1)), listed(SCOPES)],
      'forge storage entities indexes list': [
        all('CREATING'),
        indexes(...Array<string>(19).fill('ACTIVE'), 'CREATING'),
        all('ACTIVE'),
      ],
    },
    {
      by: 'processes',
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
  expect(told.text).toContain('19 of 20 are ACTIVE');
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
