import { showAudit } from '../show';
import { auditItem } from './audit-entry';
import type { NewAuditEntry, StoredAuditQuery } from './audit-store';
import { writeAll } from '../../../platform/kvs/kvs';
import { forgeStore } from '../../stores';
import { START } from '../../../../test/fakes/clock';
import { PROJECT } from '../../../../test/fakes/ids';
import { KEY } from '../../../../test/fakes/keys';
import { ADA, ANA, auditLog, entry, OTHER, OTTO, SCRIPT } from '../../../../test/fakes/audit-log';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { log, entriesOf, readAllPages } = auditLog(() => site);

test('an entry is shown as it was written, with an id and its moment', async () => {
  await log(entry({ actor: SCRIPT, customer: ADA, reason: 'email-unknown' }));
  const [shown] = await entriesOf({});
  expect(shown).toEqual({
    ...entry({ actor: SCRIPT, customer: ADA, reason: 'email-unknown' }),
    id: expect.any(String) as string,
    at: new Date(START).toISOString(),
  });
});

test('an entry of the whole site has no project', async () => {
  await log(entry({ projectId: undefined as never }));
  expect((await entriesOf({}))[0]).not.toHaveProperty('projectId');
});

test.each<[string, NewAuditEntry]>([
  [
    'a refusal',
    { actor: { kind: 'nobody' }, event: 'refusal', outcome: 'refused', reason: 'key-wrong', asked: 'script' },
  ],
  [
    'a policy change',
    {
      actor: ANA,
      event: 'policy',
      outcome: 'done',
      changes: [{ rule: 'email', before: 'never', after: 'always' }],
    },
  ],
  [
    'a key',
    { actor: ANA, event: 'key', outcome: 'done', action: 'revoked', keyId: KEY, keyName: 'Onboarding' },
  ],
  ['an authority', { actor: ANA, event: 'authority', outcome: 'done', action: 'lent' }],
])('%s is shown as it was written, too', async (_, written) => {
  await log(written);
  expect((await entriesOf({}))[0]).toMatchObject(written);
});

test('the newest comes first, also within one moment', async () => {
  const items = ['a', 'b', 'c'].map((domain, place) =>
    auditItem(entry({ domain }), { now: START, days: 1, place }),
  );
  await writeAll(items);
  expect((await entriesOf({})).map(({ domain }) => domain)).toEqual(['c', 'b', 'a']);
});

describe('filtered by', () => {
  beforeEach(() =>
    log(
      entry({ domain: 'acme.example' }),
      entry({ domain: 'mail.acme.example', actor: OTTO, outcome: 'attention' }),
      entry({ domain: 'globex.example', projectId: OTHER }),
      entry({ domain: 'initech.example', actor: SCRIPT, outcome: 'refused', reason: 'domain-denied' }),
      entry({ domain: 'umbrella.example', actor: OTTO, projectId: OTHER, outcome: 'failed' }),
      { actor: ANA, event: 'policy', outcome: 'done', changes: [] },
    ),
  );
  const domains = async (query: Partial<StoredAuditQuery>): Promise<unknown[]> =>
    (await readAllPages(query)).map(({ domain, event }) => domain ?? event);

  test.each<[string, Partial<StoredAuditQuery>, string[]]>([
    [
      'nothing',
      {},
      [
        'policy',
        'umbrella.example',
        'initech.example',
        'globex.example',
        'mail.acme.example',
        'acme.example',
      ],
    ],
    ['project', { projectId: OTHER }, ['umbrella.example', 'globex.example']],
    ['a person', { actor: 'person:5b10:otto' }, ['umbrella.example', 'mail.acme.example']],
    ['a key', { actor: `key:${KEY}` }, ['initech.example']],
    ['outcome', { outcome: 'refused' }, ['initech.example']],
    ['kind of event', { events: ['policy'] }, ['policy']],
    ['the whole domain', { domain: 'globex.example' }, ['globex.example']],
    ['a piece of a domain', { domain: 'acme' }, ['mail.acme.example', 'acme.example']],
    ['a piece in upper case', { domain: 'ACME' }, ['mail.acme.example', 'acme.example']],
    ['a piece that stands for itself only', { domain: 'a.*e' }, []],
    ['person and project', { actor: 'person:5b10:otto', projectId: OTHER }, ['umbrella.example']],
    ['person and outcome', { actor: 'person:5b10:otto', outcome: 'attention' }, ['mail.acme.example']],
    ['project and outcome', { projectId: OTHER, outcome: 'done' }, ['globex.example']],
    [
      'project and domain',
      { projectId: PROJECT, domain: 'example' },
      ['initech.example', 'mail.acme.example', 'acme.example'],
    ],
    [
      'all at once',
      { projectId: OTHER, actor: 'person:5b10:otto', outcome: 'failed', domain: 'umb' },
      ['umbrella.example'],
    ],
    ['what matches nothing', { projectId: OTHER, actor: `key:${KEY}` }, []],
  ])('%s', async (_, query, expected) => {
    expect(await domains(query)).toEqual(expected);
  });

  test.each<[string, Partial<StoredAuditQuery>, string[]]>([
    ['a moment on', { from: at(3) }, ['policy', 'umbrella.example', 'initech.example']],
    ['a moment back', { to: at(1) }, ['mail.acme.example', 'acme.example']],
    ['two moments, both included', { from: at(1), to: at(2) }, ['globex.example', 'mail.acme.example']],
    ['a time in which nothing was', { from: at(100), to: at(200) }, []],
    ['a time that ends before it begins', { from: at(3), to: at(1) }, []],
    ['a time and a project', { from: at(3), projectId: OTHER }, ['umbrella.example']],
    [
      'a moment told without its thousandths',
      { from: at(3).replace('.000Z', 'Z') },
      ['policy', 'umbrella.example', 'initech.example'],
    ],
    [
      'a moment back told with millionths',
      { to: at(1).replace('Z', '000Z') },
      ['mail.acme.example', 'acme.example'],
    ],
    [
      'a minute told without its seconds',
      { from: '2027-01-01T12:00Z' },
      [
        'policy',
        'umbrella.example',
        'initech.example',
        'globex.example',
        'mail.acme.example',
        'acme.example',
      ],
    ],
  ])('%s', async (_, query, expected) => {
    expect(await domains(query)).toEqual(expected);
  });

  function at(seconds: number): string {
    return new Date(START + seconds * 1000).toISOString();
  }
});

test('an entry that stands for several of one kind is one, the last', async () => {
  for (let times = 0; times < 3; times += 1) {
    await writeAll([
      auditItem(entry({ domain: `d${times}.example` }), {
        now: site.clock.now(),
        days: 1,
        once: 'refusal:x',
      }),
    ]);
    site.clock.advance(1000);
  }
  expect((await entriesOf({})).map(({ domain }) => domain)).toEqual(['d2.example']);
});

test('a key has the name with it that it had when it was used', async () => {
  await log(entry({ actor: SCRIPT }));
  const shown = await showAudit({ limit: 25 }, { auditDays: 365 }, { store: forgeStore, clock: site.clock });
  expect(shown.entries[0]?.actor).toEqual({ kind: 'key', keyId: KEY, name: 'Onboarding' });
});
