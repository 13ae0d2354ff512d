import { LocalSite } from '../../local/server/local-site';
import { ask, callsAs, inviteOne, organizationNamed } from './inviting';

let site: LocalSite;
let storedBefore: string;

beforeEach(async () => {
  site = await LocalSite.create();
  storedBefore = JSON.stringify(site.forge.kvs.store.snapshot());
});

afterEach(() => {
  expect(site.jira.log.unmodelled()).toEqual([]);
});

describe('what is refused before Jira is asked anything as the app', () => {
  test.each([
    [
      'an organization of another project by id',
      () => ({ id: organizationNamed(site, 'Initech').id }),
      'organization-not-linked',
    ],
    ['an organization of another project by name', () => ({ name: 'Initech' }), 'organization-unknown'],
    ['an organization that does not exist', () => ({ id: '999999' }), 'organization-not-linked'],
    [
      'a new organization, where agents may not create any',
      () => ({ name: 'Newco' }),
      'organization-unknown',
    ],
    [
      'an organization that an identity provider fills',
      () => ({ name: 'Umbrella (directory)' }),
      'organization-scim',
    ],
  ])('%s', async (_what, organization, code) => {
    const outcome = await inviteOne(site, 'ada@acme.example', { organizations: [organization()] });
    expect(outcome).toMatchObject({ state: 'failed', steps: [], reason: { code } });
    expect(callsAs(site, 'app')).toEqual([]);
    expectNothingStored();
  });

  test.each([
    ['', 'address-empty'],
    ['ada@@acme.example', 'address-two-ats'],
    ['ada lovelace@acme.example', 'address-space'],
    [`${'a'.repeat(65)}@acme.example`, 'address-local-too-long'],
    ['"ada"@acme.example', 'address-quoted'],
    ['ada\u0000@acme.example', 'address-control'],
    ['ada\u200b@acme.example', 'address-control'],
    ['ada@acme', 'address-domain'],
    ['eve@denied.example', 'domain-denied'],
    ['eve@mail.denied.example', 'domain-denied'],
  ])('the address %j', async (email, code) => {
    expect(await inviteOne(site, email)).toMatchObject({ state: 'failed', steps: [], reason: { code } });
    expect(callsAs(site, 'app')).toEqual([]);
    expectNothingStored();
  });

  test.each([
    ['a name with HTML', { people: [{ email: 'a@acme.example', displayName: '<b>Ada</b>' }] }, 'name-markup'],
    [
      '10,000 addresses',
      { people: Array.from({ length: 10_000 }, () => ({ email: 'a@b.example' })) },
      'too-many-addresses',
    ],
    ['nobody', { people: [] }, 'address-empty'],
    ['a payload of the wrong shape', { people: 'ada@acme.example' }, 'invalid-input'],
    ['a field that nobody knows', { people: [{ email: 'a@acme.example' }], isAdmin: true }, 'invalid-input'],
  ])('%s', async (_what, payload, code) => {
    const reply = await ask(site, 'agent', 'invite.send', { organizations: [], notify: false, ...payload });
    const told = reply.ok ? reply.data.outcomes[0]?.reason?.code : reply.error.code;
    expect(told).toBe(code);
    expect(callsAs(site, 'app').filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(site.jira.state.withEmail('a@acme.example')).toEqual([]);
  });

  test('a payload of over 500 KB does not reach the app', async () => {
    const huge = { people: [{ email: 'a'.repeat(500_001) }], organizations: [], notify: false };
    await expect(ask(site, 'agent', 'invite.send', huge)).rejects.toThrow('500 KB');
    expect(site.jira.log.all()).toEqual([]);
  });

  test('a project that is not enabled', async () => {
    const reply = await ask(site, 'other-agent', 'invite.start', {}, 'PAR');
    expect(reply).toMatchObject({ ok: false, error: { code: 'project-not-enabled' } });
  });

  /** Only a note of the refusal, what finds it, and a note of the refused account. */
  function expectNothingStored(): void {
    for (const [space, rows] of site.forge.kvs.store.snapshot() as [
      string,
      { key: string; value: object }[],
    ][]) {
      for (const { key, value } of rows) {
        const isNote =
          (space === 'entity:audit' && 'outcome' in value && value.outcome === 'refused') ||
          (space === 'entity:audit-lookup' && 'word' in value && String(value.word).startsWith('refus'));
        expect([
          key,
          isNote || key.startsWith('person:') || storedBefore.includes(JSON.stringify(key)),
        ]).toEqual([key, true]);
      }
    }
  }
});
