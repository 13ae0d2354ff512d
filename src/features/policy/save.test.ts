import { person } from '../../domain/actor';
import type { Policy, PolicyInput } from '../../domain/policy/policy';
import { DEFAULT_POLICY } from './effective';
import { savePolicy } from './save';
import { VirtualClock } from '../../../test/fakes/clock';
import { accountId, DESK, PROJECT, projectId } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { FakeJira, Reply } from '../../../test/fakes/jira';
import { policy, policyInput, rules } from '../../../test/fakes/policy';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';
import type { Result } from '../../domain/result';

const DESKS = 'GET /rest/servicedeskapi/servicedesk';
const OTHER = projectId('10002');
const ADMIN = accountId('admin');
const ports = (store: FakeStore) => ({
  store,
  settings: store.settings,
  clock: new VirtualClock(),
  postpone: () => Promise.resolve(),
});

function desks(...values: { id: string; projectId: string }[]): Reply {
  const named = values.map((desk) => ({ ...desk, projectKey: 'PAR', projectName: 'Partner help' }));
  return { status: 200, body: { values: named, isLastPage: true } };
}

/** Saves over version 3, on a site with one more service project. */
async function save(
  but: Partial<PolicyInput>,
  {
    current = policy(),
    jira = fakeJira({ [DESKS]: desks({ id: '8', projectId: OTHER }) }),
  }: { current?: Policy | undefined; jira?: FakeJira } = {},
): Promise<{ saved: Result<Policy>; stored: Policy | undefined; jira: FakeJira }> {
  const store = fakeStore({ policy: current });
  const saved = await savePolicy(policyInput(but), current, person(ADMIN), {
    ...ports(store),
    admin: jira.callers.user,
  });
  return { saved, stored: store.current().policy, jira };
}

test('a save counts the version up, and what comes back is what is stored', async () => {
  const { saved, stored } = await save({ rules: rules({ email: 'never' }) });
  expect(saved).toEqual({ ok: true, data: stored });
  expect(stored).toEqual({ ...policy({ email: 'never' }), version: 4 });
});

test('the first save begins at version 0', async () => {
  const store = fakeStore();
  const saved = await savePolicy(policyInput({ version: 0, projects: [] }), DEFAULT_POLICY, person(ADMIN), {
    ...ports(store),
    admin: fakeJira({}).callers.user,
  });
  expect(saved).toMatchObject({ ok: true, data: { version: 1 } });
});

test.each([2, 4])('whoever saw version %i instead of 3 overwrites nothing', async (version) => {
  const { saved, stored } = await save({ version });
  expect(saved).toEqual({ ok: false, reason: { code: 'policy-changed-meanwhile' } });
  expect(stored).toEqual(policy());
});

describe('domains', () => {
  test('are kept in lower-case ASCII, each once', async () => {
    const domains = [' Bücher.Example ', 'xn--bcher-kva.example', 'ACME.example'];
    const { stored } = await save({
      rules: rules({ allowedDomains: domains, deniedDomains: ['EVIL.example'] }),
    });
    expect(stored?.rules.allowedDomains).toEqual(['xn--bcher-kva.example', 'acme.example']);
    expect(stored?.rules.deniedDomains).toEqual(['evil.example']);
  });

  test("are kept so in a project's own rules, too", async () => {
    const overrides = { deniedDomains: ['BÜCHER.example'] };
    const { stored } = await save({ projects: [{ projectId: PROJECT, overrides }] });
    expect(stored?.projects[PROJECT]?.overrides).toEqual({ deniedDomains: ['xn--bcher-kva.example'] });
  });

  test.each(['ada@acme.example', 'https://acme.example', '192.0.2.1', 'ac me.example'])(
    'that are none are named, and nothing is saved: %j',
    async (domain) => {
      const { saved, stored } = await save({ rules: rules({ deniedDomains: ['acme.example', domain] }) });
      expect(saved).toEqual({ ok: false, reason: { code: 'policy-domain', params: { domain } } });
      expect(stored).toEqual(policy());
    },
  );

  test("that are none in a project's own rules are named, too", async () => {
    const { saved } = await save({
      projects: [{ projectId: PROJECT, overrides: { allowedDomains: ['x y'] } }],
    });
    expect(saved).toMatchObject({ ok: false, reason: { code: 'policy-domain', params: { domain: 'x y' } } });
  });
});

describe('a project', () => {
  test('that was on already keeps its desk, though Jira does not answer', async () => {
    const { stored } = await save({}, { jira: fakeJira({ [DESKS]: { status: 503 } }) });
    expect(stored?.projects).toEqual(policy().projects);
  });

  test('that was renamed is saved with the key that Jira says', async () => {
    const { stored } = await save(
      {},
      { jira: fakeJira({ [DESKS]: desks({ id: '7', projectId: PROJECT }) }) },
    );
    expect(stored?.projects[PROJECT]).toMatchObject({ serviceDeskId: '7', key: 'PAR', name: 'Partner help' });
  });

  test('that is new gets the desk that Jira names, asked as the admin', async () => {
    const projects = [PROJECT, OTHER].map((id) => ({ projectId: id, overrides: {} }));
    const { stored, jira } = await save({ projects });
    expect(stored?.projects).toMatchObject({
      [PROJECT]: { serviceDeskId: DESK },
      [OTHER]: { serviceDeskId: '8' },
    });
    expect(jira.asked('user')).toEqual([DESKS]);
    expect(jira.calls).toHaveLength(1);
  });

  test('without a service desk is named, and nothing is saved', async () => {
    const { saved, stored } = await save({ projects: [{ projectId: projectId('10003'), overrides: {} }] });
    expect(saved).toEqual({
      ok: false,
      reason: { code: 'not-a-service-project', params: { project: '10003' } },
    });
    expect(stored).toEqual(policy());
  });

  test('that is left out is off', async () => {
    expect((await save({ projects: [] })).stored?.projects).toEqual({});
  });

  test('cannot be enabled while Jira does not tell its desk', async () => {
    const jira = fakeJira({ [DESKS]: refusal(503) });
    const { saved, stored } = await save({ projects: [{ projectId: OTHER, overrides: {} }] }, { jira });
    expect(saved).toMatchObject({ ok: false, reason: { code: 'jira-unavailable' } });
    expect(stored).toEqual(policy());
  });
});

describe('a save that changes more projects than one transaction takes', () => {
  const projects = Array.from({ length: 30 }, (_, index) => projectId(String(20_000 + index)));
  const enable = async (store: FakeStore): Promise<Result<Policy>> =>
    savePolicy(
      policyInput({ projects: projects.map((id) => ({ projectId: id, overrides: {} })) }),
      policy(),
      person(ADMIN),
      {
        ...ports(store),
        postpone: () => Promise.reject(new Error('no queue')),
        admin: fakeJira({ [DESKS]: desks(...projects.map((id) => ({ id: '8', projectId: id }))) }).callers
          .user,
      },
    );

  test('leaves no project without its entry', async () => {
    const store = fakeStore({ policy: policy() });
    expect(await enable(store)).toMatchObject({ ok: true });
    const told = store.audited().map((entry) => entry['projectId']);
    expect(told).toEqual(expect.arrayContaining(projects));
  });

  test('is told as a whole though it dies right after the transaction', async () => {
    const store = fakeStore({ policy: policy(), failing: ['write'] });
    expect(await enable(store)).toMatchObject({ ok: true });
    expect(store.written.length).toBeLessThanOrEqual(24);
    const text = JSON.stringify(store.audited());
    for (const id of projects) expect(text).toContain(id);
  });
});
