import type { NewKey } from '../../src/contract/api-key';
import { SCRIPT_ANSWERS } from '../../src/contract/script-api';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { StoppedClock } from '../local/stopped-clock';
import { adaByRule, errorOf, runAction } from './actions';
import { ask, organizationNamed } from './inviting';
import { ada, audited, changePolicy, invite, newKey, told, wordOf } from './scripting';
import type { Sent } from './scripting';

const HOUR = 3_600_000;
const BROKEN = 'J\uFFFDrg';

let site: LocalSite;
let listening: Listening;
let key: NewKey;
beforeEach(async () => {
  site = await LocalSite.create({ clock: new StoppedClock() });
  listening = await listen(site, { port: 0, screens: false });
  key = await newKey(site);
  site.jira.clock.advance(1000);
});
afterEach(async () => {
  await listening.close();
  expect(site.jira.log.unmodelled()).toEqual([]);
});

const send = async (but: Record<string, unknown>): Promise<string> => {
  // What comes later stands before it in the audit log.
  site.jira.clock.advance(1000);
  return wordOf(await invite(key, ada(but)));
};
const accounts = (): readonly unknown[] => site.jira.state.withEmail('ada@acme.example');

/** Bytes as they are: `invite` would send them as UTF-8. */
async function sendBytes(bytes: Buffer): Promise<Sent> {
  const headers = { Authorization: `Bearer ${key.secret}`, 'Content-Type': 'application/json' };
  const answer = await fetch(key.address, { method: 'POST', headers, body: new Uint8Array(bytes) });
  return { status: answer.status, body: await answer.text() };
}

describe('a field that is optional', () => {
  test.each(['displayName', 'organization', 'notify', 'endsAt'])(
    'is left out as null or blank: %s',
    async (field) => {
      for (const empty of [null, '', '  ']) expect(await send({ [field]: empty })).toMatch(/^20[01] /);
    },
  );
});

test('an address with its name is read, under its name', async () => {
  expect(await send({ email: 'Ada Byron <ada@acme.example>', displayName: null })).toMatch(/^201 /);
  expect(accounts()).toMatchObject([{ displayName: 'Ada Byron' }]);
});

test.each([
  'ada@rival.example',
  'Ada <ada@rival.example>',
  'mailto:ada@rival.example',
  '"ada@acme.example" <ada@rival.example>',
])('a key of one domain invites nobody of another: %s', async (email) => {
  key = await newKey(site, { domains: ['acme.example'] });
  expect(await send({ email })).toMatch(/^4/);
  expect(site.jira.state.withEmail('ada@rival.example')).toEqual([]);
});

describe('a field that is not', () => {
  test.each(['email', 'project'])('is asked for by its name: %s', async (field) => {
    for (const empty of [undefined, null, '', '  ']) {
      const { status, body } = await invite(key, ada({ [field]: empty }));
      expect([status, body]).toEqual([400, expect.stringContaining('email and space are filled in')]);
    }
    expect((await audited(site))[0]).toMatchObject({ outcome: 'refused', reason: 'invalid-input' });
  });
});

test('blanks around the project’s key, and a byte order mark, do not matter', async () => {
  const body = JSON.stringify(ada({ project: ' SUP ' }));
  expect(wordOf(await sendBytes(Buffer.from(`\uFEFF${body}`)))).toBe('201 created');
});

test.each(['GET', 'PUT', 'DELETE'])('a %s is told that a POST is wanted', async (method) => {
  const answer = await fetch(key.address, { method });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('send a POST')]);
});

describe('text in another encoding', () => {
  test.each(['utf16le', 'latin1'] as const)('of the whole body, %s, makes nobody', async (encoding) => {
    const body = JSON.stringify(ada({ displayName: 'Jörg' }));
    const answer = await sendBytes(Buffer.from(body, encoding));
    expect(answer.status).toBe(encoding === 'latin1' ? 422 : 400);
    expect(answer.body).toContain(encoding === 'latin1' ? 'name' : 'UTF-8');
    expect((await audited(site))[0]).toMatchObject({ outcome: 'refused', reason: 'text-broken' });
    expect(accounts()).toEqual([]);
  });

  test.each([
    ['the address', { email: `${BROKEN}@acme.example` }],
    ['the name', { displayName: BROKEN }],
    ['the organization', { organization: `${BROKEN} GmbH` }],
    ['the name of one that is there', { organization: 'A\uFFFDcme' }],
  ])('in %s is refused, where organizations may be made, too', async (_, but) => {
    await changePolicy(site, { createOrganizations: true });
    expect(await send(but)).toBe('422 unprocessable');
    expect((await audited(site))[0]).toMatchObject({ reason: 'text-broken' });
    expect(JSON.stringify(await audited(site))).not.toContain('\uFFFD');
    expect(accounts()).toEqual([]);
    expect(organizationNamed(site, 'Acme').members.size).toBe(0);
  });

  test('is refused from a screen and from a rule', async () => {
    const people = [{ email: 'ada@acme.example', displayName: BROKEN }];
    const { outcomes } = await told(site, 'agent', 'invite.send', {
      people,
      organizations: [],
      notify: false,
    });
    expect(outcomes[0]?.reason?.code).toBe('text-broken');
    expect(errorOf(await runAction(site, adaByRule({ name: BROKEN })))).toContain('UTF-8');
    expect(accounts()).toEqual([]);
  });
});

describe('what a script sends and is wrong', () => {
  test.each<[string, Record<string, unknown>, string, string | undefined]>([
    ['an address', { email: 'ada@@acme.example' }, 'address-two-ats', undefined],
    ['an address without a domain', { email: 'Ada Secret' }, 'address-space', undefined],
    ['a name', { displayName: '<b>Secret</b>' }, 'name-markup', 'acme.example'],
    ['a field', { secret: 'Secret' }, 'invalid-input', undefined],
  ])('is in the audit log once an hour, without it: %s', async (_, but, reason, domain) => {
    const before = (await audited(site)).length;
    for (let time = 0; time < 3; time += 1) await send(but);
    const noted = (await audited(site)).slice(0, -before);
    expect(noted).toMatchObject([{ outcome: 'refused', reason, actor: { keyId: key.key.id } }]);
    expect(noted[0]?.domain).toBe(domain);
    expect(JSON.stringify(noted)).not.toMatch(/@|secret/i);
    site.jira.clock.advance(HOUR);
    await send(but);
    expect(await audited(site)).toHaveLength(before + 2);
  });

  test('of a person at a screen, who sees it, is not', async () => {
    const before = (await audited(site)).length;
    const people = [{ email: 'ada@@acme.example' }];
    await ask(site, 'agent', 'invite.send', { people, organizations: [], notify: false });
    expect(await audited(site)).toHaveLength(before);
  });
});

test.each([
  'ada@acme.example, bob@acme.example',
  'ada@acme.example bob@acme.example',
  'ada lovelace@acme.example',
  '"ada lovelace"@acme.example',
])('a rule takes one address, and its advice about %j says so', async (email) => {
  const words = errorOf(await runAction(site, adaByRule({ email }))) ?? '';
  expect(words).not.toBe('');
  expect(words).not.toMatch(/comma|Ada Lovelace/);
});

test('the answers are eleven', () => {
  expect(Object.keys(SCRIPT_ANSWERS)).toHaveLength(11);
});
