import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { keyIdSchema } from '../../src/domain/actor';
import { kindOf } from '../../src/features/audit/store/audit-kinds';
import { RULES_BEFORE } from '../../src/domain/policy/rules';
import { newSecret, parseKey } from '../../src/features/api-keys/secret';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { ask, inviteOne } from './inviting';
import { ada, audited, auditedInvitations, changePolicy, invite, SUP, told, wordOf } from './scripting';

const RECORDS = 'entity:record';
const KEY = keyIdSchema.parse('abcdefghijkl');
const NAME = { 'Idempotency-Key': 'stored-before' };
const MINUTE = 60_000;

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const made = newSecret(KEY);
const old = newSecret(KEY);

let site: LocalSite;
let listening: Listening;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  listening = await listen(site, { port: 0, screens: false });
  const { store } = site.forge.kvs;
  store.delete(RECORDS, 'policy:site');
  for (const { key } of store.all('entity:audit')) store.delete('entity:audit', key);
});
afterEach(async () => {
  await listening.close();
  expect(site.jira.log.unmodelled()).toEqual([]);
});

/** Stores what an older version stored: its rows as they were, with the people and the day of this site. */
function load(name: string): void {
  const text = readFileSync(path.join(__dirname, '../fixtures/stored', `${name}.json`), 'utf8')
    .replaceAll('SECRET_HASH', made.hash)
    .replaceAll('OLD_HASH', old.hash)
    .replaceAll('ONCE_HASH', sha(NAME['Idempotency-Key']))
    .replaceAll('REQUEST_HASH', sha(JSON.stringify(ada())))
    .replaceAll('PENDING_HASH', sha(`bob@acme.example key:${KEY}`))
    .replaceAll('ENDS_AT', new Date(site.jira.clock.now() + 30 * 24 * 60 * MINUTE).toISOString())
    .replaceAll('TODAY', new Date(site.jira.clock.now()).toISOString().slice(0, 10))
    .replaceAll(/5b10:(jira-admin|project-admin|agent)/g, (_, role: string) => site.person(role).accountId);
  const { rows } = JSON.parse(text) as { rows: { space: string; key: string; value: unknown }[] };
  for (const { space, key, value } of rows) site.forge.kvs.store.set(space, key, value, undefined);
}

async function send(secret: string, body: object = {}, headers = {}): Promise<string> {
  const { address } = await told(site, 'jira-admin', 'keys.list');
  return wordOf(await invite({ address, secret }, ada(body as never), headers));
}

test('a policy of the first version is never lost: it holds, and is saved as one of today', async () => {
  load('2026-11-24-first-version');
  const policy = await told(site, 'jira-admin', 'policy.show');
  expect(policy).toMatchObject({
    version: 0,
    rules: { mayInvite: ['agents'], email: 'choice', organizations: 'linked', createOrganizations: false },
    projects: { [SUP]: { serviceDeskId: '1', overrides: { createOrganizations: true } } },
  });
  expect(await ask(site, 'agent', 'invite.start')).toMatchObject({
    ok: true,
    data: { rules: { createOrganizations: true } },
  });
  expect(await told(site, 'jira-admin', 'authority.show')).toMatchObject({ authority: { kind: 'delegate' } });
  expect(await inviteOne(site, 'eve@denied.example')).toMatchObject({ state: 'failed' });
  await changePolicy(site, { email: 'never' });
  expect(await told(site, 'jira-admin', 'policy.show')).toMatchObject({
    version: 1,
    rules: { deniedDomains: ['denied.example'], email: 'never' },
  });
});

test('what else the first version stored never stops a schedule, nor an invitation', async () => {
  load('2026-11-24-first-version');
  for (const schedule of site.forge.schedules) await site.forge.runSchedule(schedule);
  expect(await inviteOne(site, 'ada@acme.example')).toMatchObject({ state: 'done' });
});

describe.each(['2026-11-25-keys-and-audit', '2026-11-26-imports-and-endings'])(
  'what was stored by %s',
  (name) => {
    beforeEach(() => load(name));

    test('holds as a policy, and is saved', async () => {
      expect(await inviteOne(site, 'eve@denied.example')).toMatchObject({ state: 'failed' });
      expect(await inviteOne(site, 'ada@acme.example')).toMatchObject({ state: 'done' });
      await changePolicy(site, { accounts: 'existing' });
      expect(await inviteOne(site, 'new@acme.example')).toMatchObject({ state: 'failed' });
    });

    test('opens as a key, counts as a quota, and is remembered as a name', async () => {
      expect(await send(made.whole, {}, NAME)).toBe('202 attention');
      expect(await send(made.whole)).toBe('201 created');
      expect(await send(made.whole, { email: 'bob@acme.example' })).toBe('429 throttled');
      expect((await told(site, 'jira-admin', 'keys.list')).keys).toMatchObject([
        { id: KEY, state: 'active' },
      ]);
      expect(await send(`gl_${KEY}_${parseKey(newSecret(KEY).whole)?.secret ?? ''}`)).toBe(
        '401 unauthorized',
      );
    });

    test('is read as an audit log, every kind of entry', async () => {
      const { rows } = JSON.parse(
        readFileSync(path.join(__dirname, '../fixtures/stored', `${name}.json`), 'utf8'),
      ) as { rows: { space: string; value: { event: string } }[] };
      const kept = rows.flatMap(({ space, value }) => (space === 'entity:audit' ? [value.event] : []));
      expect(kept.length).toBeGreaterThan(4);
      expect((await audited(site)).map(({ event }) => event).sort()).toEqual(kept.sort());
      expect((await auditedInvitations(site))[0]).toMatchObject({
        customer: '5b10:ada',
        domain: 'acme.example',
      });
    });

    test('is found in the audit log by filters together', async () => {
      const { rows } = JSON.parse(
        readFileSync(path.join(__dirname, '../fixtures/stored', `${name}.json`), 'utf8'),
      ) as {
        rows: { space: string; key: string; value: Record<'event' | 'outcome' | 'projectId', string> }[];
      };
      for (const { space, key, value } of rows) {
        if (space !== 'entity:audit' || value.projectId === 'site') continue;
        const stored = site.forge.kvs.store.get(space, key);
        const { actor } = (stored ? stored.value : {}) as { actor?: string };
        const all = {
          projectId: value.projectId,
          outcome: value.outcome,
          kind: kindOf(value.event),
          ...(actor !== 'erased' && { actor }),
        } as object;
        expect((await audited(site, all)).map(({ id }) => id)).toContain(key);
      }
    });

    test('stops no schedule', async () => {
      for (const schedule of site.forge.schedules) await site.forge.runSchedule(schedule);
    });
  },
);

test('what waited is never forgotten: it is invited again', async () => {
  load('2026-11-26-imports-and-endings');
  site.jira.state.addCustomer('bob@acme.example', 'Bob');
  site.jira.clock.advance(10 * MINUTE);
  await site.forge.runSchedule('retry');
  expect((await auditedInvitations(site))[0]).toMatchObject({
    actor: { kind: 'key', keyId: KEY },
    outcome: 'done',
  });
  expect(
    site.forge.kvs.store
      .all('plain')
      .map(({ key }) => key)
      .join(' '),
  ).not.toContain('pending:');
});

test('what waited before it was kept apart by who asked invites nobody in another’s name', async () => {
  load('2026-11-25-keys-and-audit');
  site.jira.state.addCustomer('bob@acme.example', 'Bob');
  site.jira.clock.advance(10 * MINUTE);
  const before = site.jira.log.all().length;
  await site.forge.runSchedule('retry');
  expect(site.jira.log.all()).toHaveLength(before);
});

test('the secret before a rotation that an older version stored still opens', async () => {
  load('2026-11-26-imports-and-endings');
  expect(await send(old.whole)).toBe('201 created');
});

describe('a policy that was stored before there was a rule', () => {
  const stored = () => site.forge.kvs.store.get(RECORDS, 'policy:site')?.value as { value: Stripped };
  interface Stripped {
    readonly rules: Record<string, unknown>;
    readonly projects: Record<string, { overrides: Record<string, unknown>; own: Record<string, unknown> }>;
  }
  const set = (value: Stripped): void => {
    site.forge.kvs.store.set(RECORDS, 'policy:site', { ...stored(), value }, undefined);
  };
  const without = (all: Record<string, unknown>, rule: string): Record<string, unknown> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name !== rule));

  beforeEach(() => load('2026-11-26-imports-and-endings'));

  /** In every policy that ever shipped: without one of them it is damaged, and lets no caller in. */
  const ALWAYS = ['mayInvite', 'allowedDomains', 'deniedDomains'];
  const LATER = Object.keys(RULES_BEFORE).filter((rule) => !ALWAYS.includes(rule));

  test.each(LATER)('%s reads as before it', async (rule) => {
    const { value } = stored();
    set({ ...value, rules: without(value.rules, rule) });
    const { rules } = await told(site, 'jira-admin', 'policy.show');
    expect(rules).toEqual({ ...RULES_BEFORE, ...without(value.rules, rule) });
    await changePolicy(site, {});
    expect(await ask(site, 'agent', 'invite.start')).toMatchObject({ ok: true });
  });

  test.each(ALWAYS)('%s is damaged: nobody is let in by a default', async (rule) => {
    const { value } = stored();
    set({ ...value, rules: without(value.rules, rule) });
    expect(await ask(site, 'agent', 'invite.start')).toMatchObject({
      error: { code: 'storage-unavailable' },
    });
  });

  test.each(Object.keys(RULES_BEFORE))('%s in a project’s rules reads as the site’s', async (rule) => {
    const { value } = stored();
    const all = { ...value.rules };
    const project = { ...value.projects[SUP], overrides: without(all, rule), own: without(all, rule) };
    set({ ...value, projects: { [SUP]: project } });
    expect(await told(site, 'jira-admin', 'policy.show')).toMatchObject({ rules: value.rules });
    expect(await ask(site, 'agent', 'invite.start')).toMatchObject({ ok: true });
  });
});

describe('one record that cannot be read', () => {
  beforeEach(() => load('2026-11-25-keys-and-audit'));

  test('keeps no other entry from the audit log', async () => {
    const order = '2026-11-25T23:00:09.000Z:0000:00000009';
    const broken = { order, until: 7, actor: 'nobody', projectId: SUP, event: 'key', outcome: 'done' };
    site.forge.kvs.store.set('entity:audit', 'broken', broken, undefined);
    expect(await audited(site)).toHaveLength(5);
    expect(await told(site, 'project-admin', 'project.audit', { limit: 20 })).toMatchObject({
      entries: [{ event: 'invitation' }, { event: 'key' }],
    });
  });

  test('keeps no other note from the report of account ids', async () => {
    const week = Math.floor(site.jira.clock.now() / (7 * 24 * 60 * MINUTE)) - 1;
    site.forge.kvs.store.set('plain', `person:${week}:5b10:someone`, { at: 'once' }, undefined);
    await site.forge.runSchedule('privacy');
  });

  test('keeps nobody from inviting, where it is what the last self-test found', async () => {
    site.forge.kvs.store.set('plain', 'self-test', { broken: true }, undefined);
    expect(await inviteOne(site, 'ada@acme.example')).toMatchObject({ state: 'done' });
  });
});
