import type { NewKey } from '../../src/contract/api-key';
import type { ScriptInvitation } from '../../src/contract/script-api';
import { SCRIPT_ANSWERS, scriptAnswerBody } from '../../src/contract/script-api';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { inviteOne, organizationNamed } from './inviting';
import {
  ada,
  auditedInvitations,
  changePolicy,
  invite,
  newKey,
  PAR,
  sendRaw,
  SUP,
  wordOf,
} from './scripting';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let site: LocalSite;
let listening: Listening;
let key: NewKey;

beforeEach(() => start());
afterEach(async () => {
  await listening.close();
  expect(site.jira.log.unmodelled()).toEqual([]);
});

async function start(profile?: string): Promise<void> {
  site = await LocalSite.create(profile === undefined ? {} : { profile });
  site.forge.time.hurried = true;
  listening = await listen(site, { port: 0, screens: false });
  key = await newKey(site);
  site.jira.log.clear();
  site.forge.kvs.requests.length = 0;
}

async function send(
  body: Partial<ScriptInvitation> & Record<string, unknown> = {},
  headers = {},
): Promise<string> {
  return wordOf(await invite(key, ada(body), headers));
}

function accountsOf(email: string): readonly unknown[] {
  return site.jira.state.withEmail(email);
}

describe('a customer', () => {
  test('is created, added to the desk and to the organization', async () => {
    expect(await send({ organization: 'Acme', displayName: 'Ada Lovelace' })).toBe('201 created');
    const [account] = site.jira.state.withEmail('ada@acme.example');
    expect(account).toMatchObject({ displayName: 'Ada Lovelace', accountType: 'customer' });
    expect(site.jira.state.desk('SUP')?.customers).toContain(account?.accountId);
    expect(organizationNamed(site, 'Acme').members).toContain(account?.accountId);
  });

  test('who exists is enrolled', async () => {
    expect(await send({ email: 'customer@guestlist.example', organization: 'Globex' })).toBe('200 exists');
    expect(organizationNamed(site, 'Globex').members).toContain(site.person('customer').accountId);
  });

  test('is created once, however often they are sent', async () => {
    expect([await send(), await send(), await send()]).toEqual(['201 created', '200 exists', '200 exists']);
    expect(accountsOf('ada@acme.example')).toHaveLength(1);
  });

  test.each([
    ['by the project’s key', { project: 'SUP' }],
    ['by the project’s id', { project: SUP }],
    ['by the organization’s id', { organization: 'Acme' }],
  ])('is found %s', async (what, body) => {
    const organization = what.includes('organization') ? organizationNamed(site, 'Acme').id : undefined;
    expect(await send({ ...body, ...(organization && { organization }) })).toBe('201 created');
  });

  test('gets an e-mail where that is wished', async () => {
    await send({ notify: true });
    const [account] = site.jira.state.withEmail('ada@acme.example');
    expect(site.jira.state.mailsSent).toMatchObject([{ to: account?.accountId }]);
  });

  test('gets none where it is not', async () => {
    await send();
    expect(site.jira.state.mailsSent).toEqual([]);
  });

  test('whom Jira does not find yet is told as left, and found by the schedule', async () => {
    await listening.close();
    await start('slow-index');
    site.jira.state.addCustomer('ada@acme.example', 'Made elsewhere');
    expect(await send()).toBe('202 attention');
    site.jira.clock.advance(6 * MINUTE);
    await site.forge.runSchedule('retry');
    expect((await auditedInvitations(site))[0]).toMatchObject({
      outcome: 'done',
      actor: { kind: 'key', keyId: key.key.id },
    });
  });
});

test('an answer is the fixed text of the manifest, and nothing else', async () => {
  const { body } = await invite(key);
  expect(body).toBe(scriptAnswerBody('created'));
});

describe('what it costs', () => {
  test('is at most one call to Jira more than the same invitation from the page', async () => {
    await inviteOne(site, 'from-the-page@acme.example', { organizations: [{ name: 'Acme' }] });
    const page = site.jira.log.all().length;
    site.jira.log.clear();
    await send({ organization: 'Acme' });
    expect(site.jira.log.all().length).toBeLessThanOrEqual(page + 1);
  });

  test.each([
    ['somebody new', {}, {}],
    ['somebody new, with an Idempotency-Key', {}, { 'Idempotency-Key': 'a' }],
    [
      'somebody who exists, with an Idempotency-Key',
      { email: 'customer@guestlist.example' },
      { 'Idempotency-Key': 'a' },
    ],
  ])(
    'is at most seven operations of storage for %s: one of them says what is about to be done',
    async (_, body, headers) => {
      await send({ email: 'first@acme.example' });
      site.forge.kvs.requests.length = 0;
      await send({ organization: 'Acme', ...body }, headers);
      expect(site.forge.kvs.requests.length).toBeLessThanOrEqual(7);
    },
  );
});

test('a key for two projects opens both', async () => {
  await changePolicy(
    site,
    {},
    { projects: [SUP, PAR].map((projectId) => ({ projectId, overrides: {} })) as never },
  );
  key = await newKey(site, { projects: [SUP, PAR] });
  expect([await send({ project: 'PAR' }), await send({ project: 'SUP' })]).toEqual([
    '201 created',
    '200 exists',
  ]);
});

test.each([-DAY, -HOUR, HOUR, DAY])(
  'a script whose clock is off by %d ms is served all the same',
  async (skew) => {
    const date = new Date(site.jira.clock.now() + skew).toUTCString();
    const headers = ['Authorization', `Bearer ${key.secret}`, 'Date', date];
    expect(wordOf(await sendRaw(key.address, headers))).toBe('201 created');
  },
);

test('no answer says more than one of the eleven', () => {
  expect(Object.keys(SCRIPT_ANSWERS)).toHaveLength(11);
});
