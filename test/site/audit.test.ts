import { LocalSite } from '../../local/server/local-site';
import { ask, inviteAll, inviteOne } from './inviting';
import { audited, changePolicy, newKey, PAR, SUP, told } from './scripting';

const DAY = 86_400_000;
const HOUR = 3_600_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const idOf = (who: string): string => site.person(who).accountId;

describe('the audit log tells', () => {
  test('who invited whom, where, and what came of it', async () => {
    const { accountId } = await inviteOne(site, 'ada@acme.example', {
      organizations: [{ name: 'Acme' }],
      notify: true,
    });
    expect((await audited(site))[0]).toMatchObject({
      event: 'invitation',
      actor: { kind: 'person', accountId: idOf('agent') },
      projectId: SUP,
      customer: accountId,
      domain: 'acme.example',
      outcome: 'done',
      account: 'made',
      organizations: ['Acme'],
      emailed: true,
    });
  });

  test('each of many invited at once, in their order', async () => {
    await inviteAll(
      site,
      ['a', 'b', 'c'].map((domain) => `ada@${domain}.example`),
    );
    expect((await audited(site)).slice(0, 3).map(({ domain }) => domain)).toEqual([
      'c.example',
      'b.example',
      'a.example',
    ]);
  });

  test('what the policy refused, and why', async () => {
    await inviteOne(site, 'eve@denied.example');
    expect((await audited(site))[0]).toMatchObject({
      outcome: 'refused',
      reason: 'domain-denied',
      domain: 'denied.example',
    });
  });

  test('nothing of what is no address', async () => {
    const before = (await audited(site)).length;
    await inviteOne(site, 'nonsense');
    expect(await audited(site)).toHaveLength(before);
  });

  test('what Jira refused', async () => {
    site.jira.faults.set([{ path: '/servicedesk/1/customer', status: 403, rate: 1, afterWork: false }]);
    await inviteOne(site, 'ada@acme.example');
    expect((await audited(site))[0]).toMatchObject({ outcome: 'failed', reason: 'desk-refused' });
  });

  test('who called what they may not, once an hour', async () => {
    for (let times = 0; times < 3; times += 1) await ask(site, 'user', 'invite.start');
    await ask(site, 'user', 'policy.show');
    const refusals = (await audited(site)).filter(({ event }) => event === 'refusal');
    expect(refusals).toMatchObject([
      { asked: 'policy.show', reason: 'not-a-jira-admin', actor: { accountId: idOf('user') } },
      { asked: 'invite.start', reason: 'not-an-inviter', projectId: SUP },
    ]);
  });

  test('again in the next hour', async () => {
    await ask(site, 'user', 'invite.start');
    site.jira.clock.advance(HOUR);
    await ask(site, 'user', 'invite.start');
    expect((await audited(site)).filter(({ event }) => event === 'refusal')).toHaveLength(2);
  });

  test('nothing where Jira did not say whether somebody may', async () => {
    site.forge.time.hurried = true;
    site.jira.faults.set([{ path: '/permissions/check', status: 503, rate: 1, afterWork: false }]);
    await ask(site, 'agent', 'invite.start');
    site.jira.faults.set([]);
    expect((await audited(site)).filter(({ event }) => event === 'refusal')).toEqual([]);
  });

  test('who lent and took back the authority', async () => {
    await told(site, 'jira-admin', 'authority.consent');
    await told(site, 'jira-admin', 'authority.withdraw');
    expect((await audited(site)).slice(0, 2)).toMatchObject([
      { event: 'authority', action: 'withdrawn', actor: { accountId: idOf('jira-admin') } },
      { event: 'authority', action: 'lent' },
    ]);
  });

  test('what became of keys', async () => {
    const { key } = await newKey(site);
    await told(site, 'jira-admin', 'keys.rotate', { id: key.id, overlapHours: 0 });
    await told(site, 'jira-admin', 'keys.revoke', { id: key.id });
    const keys = (await audited(site)).filter(({ event }) => event === 'key');
    expect(keys.map((entry) => 'action' in entry && entry.action)).toEqual(['revoked', 'rotated', 'created']);
  });

  test('no address and no name of a customer', async () => {
    await told(site, 'agent', 'invite.send', {
      people: [{ email: 'ada@acme.example', displayName: '=HYPERLINK("http://evil.example")' }],
      organizations: [],
      notify: false,
    });
    expect(JSON.stringify(await audited(site))).not.toMatch(/ada@|HYPERLINK/);
  });
});

describe('what is asked for', () => {
  beforeEach(async () => {
    await changePolicy(
      site,
      {},
      { projects: [SUP, PAR].map((projectId) => ({ projectId, overrides: {} })) as never },
    );
    await inviteOne(site, 'ada@acme.example');
    await ask(
      site,
      'other-agent',
      'invite.send',
      { people: [{ email: 'bob@globex.example' }], organizations: [], notify: false },
      'PAR',
    );
    await inviteOne(site, 'eve@denied.example');
  });
  const domains = async (query: object): Promise<unknown[]> =>
    (await audited(site, query)).map(({ domain, event }) => domain ?? event);

  test('is found by project', async () => {
    expect(await domains({ projectId: PAR })).toEqual(['globex.example', 'policy']);
  });

  test('is found by who did it', async () => {
    expect(await domains({ actor: `person:${idOf('other-agent')}` })).toEqual(['globex.example']);
  });

  test('is found by outcome', async () => {
    expect(await domains({ outcome: 'refused' })).toEqual(['denied.example']);
  });

  test('is found by a piece of the domain', async () => {
    expect(await domains({ domain: 'glob' })).toEqual(['globex.example']);
  });

  test('is found in time', async () => {
    const from = new Date(site.jira.clock.now() + 1000).toISOString();
    expect(await domains({ from })).toEqual([]);
    expect(await domains({ to: from })).not.toEqual([]);
  });

  test.each([
    ['a moment that is none', { from: 'yesterday' }],
    ['an actor of no form', { actor: 'nobody at all' }],
    ['an outcome that there is not', { outcome: 'fine' }],
    ['a place that no page ended at', { before: '"; DROP' }],
    ['a page of none', { limit: 0 }],
    ['a page of 101', { limit: 101 }],
    ['a field that nobody knows', { everything: true }],
  ])('is refused with %s', async (_, query) => {
    expect(await ask(site, 'jira-admin', 'audit.page', query)).toMatchObject({
      error: { code: 'invalid-input' },
    });
  });
});

describe('a project admin', () => {
  test('sees what happened in their project, and nothing else', async () => {
    await inviteOne(site, 'ada@acme.example');
    await told(site, 'jira-admin', 'authority.consent');
    const { entries } = await told(site, 'project-admin', 'project.audit', { limit: 100 });
    expect(entries.map(({ projectId }) => projectId)).toEqual(entries.map(() => SUP));
    expect(entries[0]).toMatchObject({ domain: 'acme.example' });
  });

  test('cannot ask for another project’s', async () => {
    expect(await ask(site, 'project-admin', 'project.audit', { projectId: PAR })).toMatchObject({
      error: { code: 'invalid-input' },
    });
  });
});

test('pages go back to the first entry, each entry once', async () => {
  for (let round = 0; round < 3; round += 1) {
    await inviteAll(
      site,
      Array.from({ length: 25 }, (_, place) => `g${round}x${place}@acme.example`),
    );
  }
  const ids: string[] = [];
  let before: string | undefined;
  do {
    const page = await told(site, 'jira-admin', 'audit.page', { limit: 10, ...(before && { before }) });
    ids.push(...page.entries.map(({ id }) => id));
    before = page.before;
  } while (before);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(75);
});

describe('retention', () => {
  test('that is lowered hides what is older at once', async () => {
    await inviteOne(site, 'old@acme.example');
    site.jira.clock.advance(40 * DAY);
    await inviteOne(site, 'new@globex.example');
    await changePolicy(site, {}, { auditDays: 30 });
    const shown = (await audited(site)).filter(({ event }) => event === 'invitation');
    expect(shown.map(({ domain }) => domain)).toEqual(['globex.example']);
  });

  test('that is raised does not bring back what is over', async () => {
    await changePolicy(site, {}, { auditDays: 30 });
    await inviteOne(site, 'old@acme.example');
    site.jira.clock.advance(31 * DAY);
    await changePolicy(site, {}, { auditDays: 365 });
    expect((await audited(site)).filter(({ event }) => event === 'invitation')).toEqual([]);
  });

  test('holds for the history of the invite page, too', async () => {
    await changePolicy(site, {}, { auditDays: 30 });
    await inviteOne(site, 'old@acme.example');
    site.jira.clock.advance(31 * DAY);
    expect((await told(site, 'agent', 'invite.history')).entries).toEqual([]);
  });
});

test('a page costs two queries at most', async () => {
  await inviteAll(site, ['ada@acme.example']);
  site.forge.kvs.requests.length = 0;
  await audited(site, { domain: 'acme' });
  expect(site.forge.kvs.requests.filter((path) => path.endsWith('query')).length).toBeLessThanOrEqual(2);
});

test('where storage fails, that is told', async () => {
  site.forge.kvs.failing = (path) => path.endsWith('query');
  expect(await ask(site, 'jira-admin', 'audit.page')).toMatchObject({
    error: { code: 'storage-unavailable' },
  });
});
