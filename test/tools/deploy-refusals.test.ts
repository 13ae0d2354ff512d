import { FakeForge } from '../fakes/forge-cli';
import type { Script } from '../fakes/forge-cli';
import { all, deployWith, indexes, listed } from './deploying';
import type { Deployment, Told } from './deploying';

let forge: FakeForge;
afterEach(() => forge.remove());

function run(
  script: Script,
  {
    isRegistered = true,
    hasCli = true,
    ...deployment
  }: Deployment & { readonly isRegistered?: boolean; readonly hasCli?: boolean } = {},
): Promise<Told> {
  forge = new FakeForge({ isRegistered, hasCli });
  return deployWith(forge, script, deployment);
}

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
      'forge whoami': [{ code: 1, text: 'Not logged in. If a local keychain is available, run forge login' }],
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
      'forge install --site': [{ code: 1, text: "The URL you entered doesn't belong to an Atlassian site" }],
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
