import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NewKey } from '../../src/contract/api-key';
import { SCRIPT_ANSWERS } from '../../src/contract/script-api';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { organizationNamed } from './inviting';
import { newKey, told } from './scripting';

const DOCS = path.resolve(__dirname, '../../docs');
const EXAMPLES = path.join(DOCS, 'examples');
const PAGE = readFileSync(path.join(DOCS, 'scripts.md'), 'utf8');

/** How each language's script is run; a language that is not on this machine is skipped. */
const LANGUAGES = [
  { name: 'Node', command: process.execPath, file: 'mjs', needs: process.execPath },
  { name: 'Python', command: 'python3', file: 'py', needs: 'python3' },
  { name: 'curl', command: 'sh', file: 'sh', needs: 'curl' },
  { name: 'PowerShell', command: 'pwsh', file: 'ps1', needs: 'pwsh' },
].map((each) => ({ ...each, isHere: spawnSync(each.needs, ['--version']).status === 0 }));

/** As long as all the waits of a script, and some. */
const PATIENCE_MS = 40_000;
/** No server listens on the port for "discard". */
const NOWHERE = 'http://127.0.0.1:9/';

interface Ran {
  readonly code: number | null;
  readonly said: string;
}

let site: LocalSite;
let listening: Listening;
beforeAll(async () => {
  site = await LocalSite.create();
  listening = await listen(site, { port: 0, screens: false });
});
afterAll(() => listening.close());
afterEach(() => {
  site.jira.faults.set([]);
  site.forge.kvs.failing = () => false;
});

describe('the page', () => {
  test.each(readdirSync(EXAMPLES))('shows %s as it is', (file) => {
    expect(PAGE).toContain(`\n${readFileSync(path.join(EXAMPLES, file), 'utf8')}\`\`\`\n`);
  });

  test('lists the answers that there are, and no other', () => {
    const rows = [...PAGE.matchAll(/^\| (\d{3}) +\| `([a-z-]+)` +\| (.*?) +\|/gm)];
    expect(rows.map(([, status, code, message]) => [code, Number(status), message])).toEqual(
      Object.entries(SCRIPT_ANSWERS).map(([code, { status, message }]) => [code, status, message]),
    );
  });
});

describe.each(LANGUAGES)('the script in $name', ({ command, file, isHere }) => {
  const here = isHere ? test : test.skip;
  const invite = (key: NewKey, ...args: string[]) => inviteIn({ command, file }, key, ...args);

  here('creates a customer, and finds them the second time', async () => {
    const key = await newKey(site);
    const email = `new-${file}@acme.example`;
    expect(await invite(key, email, 'SUP', 'Acme')).toMatchObject(exitWith(0, 'created'));
    expect(await invite(key, email, 'SUP', 'Acme')).toMatchObject(exitWith(0, 'exists'));
    const [account] = site.jira.state.withEmail(email);
    expect(organizationNamed(site, 'Acme').members).toContain(account?.accountId);
  });

  here('ends with 1 where the policy denies the domain', async () => {
    expect(await invite(await newKey(site), `x-${file}@denied.example`, 'SUP')).toMatchObject(
      exitWith(1, 'forbidden'),
    );
  });

  here('passes on a name with quotes as it is', async () => {
    const name = `The "A\\B" company (${file})`;
    const { id } = site.jira.state.addOrganization(name, { createdAt: 0, scimManaged: false });
    [...site.jira.state.desks.values()].find(({ projectKey }) => projectKey === 'SUP')?.organizations.add(id);
    const email = `quoted-${file}@acme.example`;
    expect(await invite(await newKey(site), email, 'SUP', name)).toMatchObject(exitWith(0, 'created'));
    const [account] = site.jira.state.withEmail(email);
    expect(organizationNamed(site, name).members).toContain(account?.accountId);
  });

  here('ends with 1 once the key is revoked', async () => {
    const key = await newKey(site);
    await told(site, 'jira-admin', 'keys.revoke', { id: key.key.id });
    expect(await invite(key, `late-${file}@acme.example`, 'SUP')).toMatchObject(exitWith(1, 'unauthorized'));
  });

  here('says how it is used, and ends with 1, without an address', async () => {
    expect(await invite(await newKey(site))).toMatchObject({
      code: 1,
      said: expect.stringContaining('Usage') as string,
    });
  });

  here('tries again after a 502, and creates the customer once', async () => {
    const email = `again-${file}@acme.example`;
    const key = await newKey(site);
    let refusals = 1;
    site.forge.kvs.failing = () => refusals-- > 0;
    expect(await invite(key, email, 'SUP')).toMatchObject(exitWith(0, 'created'));
    expect(site.jira.state.withEmail(email)).toHaveLength(1);
  });

  here('asks again for what is accepted, and ends with the outcome', async () => {
    const other = await LocalSite.create({ profile: 'no-offline-in-web-triggers' });
    const served = await listen(other, { port: 0, screens: false });
    await told(other, 'jira-admin', 'authority.consent');
    const email = `accepted-${file}@acme.example`;
    // The queue is delivered while the script waits.
    expect(await invite(await newKey(other), email, 'SUP')).toMatchObject(exitWith(0, 'created'));
    expect(other.jira.state.withEmail(email)).toHaveLength(1);
    await served.close();
  });

  describe('as it was before', () => {
    const before = (role: string, email: string): Promise<Ran> => {
      const { email: JIRA_EMAIL, apiToken: JIRA_TOKEN = '' } = site.person(role);
      return run(
        command,
        [path.join(EXAMPLES, `before.${file}`), email, organizationNamed(site, 'Acme').id],
        { JIRA_SITE: listening.url, JIRA_EMAIL, JIRA_TOKEN },
      );
    };

    here('worked with an administrator’s token', async () => {
      const email = `old-${file}@acme.example`;
      expect(await before('jira-admin', email)).toMatchObject({ code: 0 });
      const [account] = site.jira.state.withEmail(email);
      expect(organizationNamed(site, 'Acme').members).toContain(account?.accountId);
    });

    here('is refused with anybody else’s', async () => {
      const email = `old-agent-${file}@acme.example`;
      expect(await before('agent', email)).not.toMatchObject({ code: 0 });
      expect(site.jira.state.withEmail(email)).toEqual([]);
    });
  });
});

test(
  'every script gives up in the end, and ends with 2',
  async () => {
    const key = await newKey(site);
    site.forge.kvs.failing = () => true;
    // Side by side: each waits for a quarter of a minute.
    const gaveUp = await Promise.all(
      LANGUAGES.filter(({ isHere }) => isHere).flatMap((language) => [
        inviteIn(language, key, 'never@acme.example', 'SUP'),
        inviteIn(language, { ...key, address: NOWHERE }, 'nobody@acme.example', 'SUP'),
      ]),
    );
    expect(gaveUp.map(({ code }) => code)).toEqual(gaveUp.map(() => 2));
    expect(gaveUp[0]).toMatchObject(exitWith(2, 'failed'));
  },
  PATIENCE_MS,
);

function inviteIn(
  { command, file }: Pick<(typeof LANGUAGES)[number], 'command' | 'file'>,
  { address, secret }: NewKey,
  ...args: string[]
): Promise<Ran> {
  return run(command, [path.join(EXAMPLES, `invite.${file}`), ...args], {
    GUESTLIST_ADDRESS: address,
    GUESTLIST_KEY: secret,
  });
}

function exitWith(code: number, answer: keyof typeof SCRIPT_ANSWERS): Ran {
  const said = new RegExp(`^${SCRIPT_ANSWERS[answer].status} .*"code":"${answer}"`);
  return { code, said: expect.stringMatching(said) as string };
}

/** Not `spawnSync`: the site answers from this very process. */
function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { PATH: process.env['PATH'] ?? '', ...env } });
    let said = '';
    child.stdout.on('data', (data) => (said += String(data)));
    child.stderr.on('data', (data) => (said += String(data)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}
