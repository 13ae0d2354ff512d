import type { Progress } from '../../contract/procedures';
import type { Invitation } from '../../domain/invitation/invitation';
import type { Rules } from '../../domain/policy/rules';
import type { InvitationResult } from './stages';
import type { Organization } from '../../platform/jira/organizations';
import { withGiven } from './store/enrolment-note';
import { enrolmentItem } from './store/enrolments';
import { newAccountItem } from './store/known-addresses';
import { START } from '../../../test/fakes/clock';
import { accountId, organizationId, PROJECT } from '../../../test/fakes/ids';
import { ACME, GLOBEX, invitation } from '../../../test/fakes/invitations';
import { inviteAll } from '../../../test/fakes/inviting';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira, Script } from '../../../test/fakes/jira';
import {
  ACME_ADD,
  CREATE,
  DESK_ADD,
  idOf,
  INVITE,
  LISTED,
  MEMBERSHIPS,
  SEARCH,
  serviceDesk,
} from '../../../test/fakes/service-desk';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';

const IN_ACME = [{ id: ACME.id }];

describe('a new customer', () => {
  test('is created, put on the desk and into the organization, each with one call', async () => {
    const jira = serviceDesk();
    const [invited] = await inviteAll([invitation({ organizations: IN_ACME })], { jira });
    expect(invited?.outcome).toEqual({
      email: 'ada@acme.example',
      state: 'done',
      accountId: idOf('ada@acme.example'),
      steps: [
        { step: 'account', state: 'done', change: 'made' },
        { step: 'desk', state: 'done', change: 'made' },
        { step: 'organization', state: 'done', change: 'made', organization: { id: '11', name: 'Acme' } },
      ],
    });
    expect(jira.asked().sort()).toEqual([CREATE, ACME_ADD, DESK_ADD].sort());
  });

  test('who is sent an e-mail is on the desk by that', async () => {
    const jira = serviceDesk();
    const [invited] = await inviteAll([invitation({ notify: true })], { jira });
    expect(invited?.outcome.state).toBe('done');
    expect(jira.asked()).toEqual([INVITE]);
  });

  test('is remembered as made, on the desk and in each organization', async () => {
    const [invited] = await inviteAll([invitation({ organizations: IN_ACME })]);
    expect(invited).toMatchObject({
      isNewAccount: true,
      enrolment: { desk: 'made', organizations: { 11: 'made' } },
      domain: 'acme.example',
      tryLater: false,
    });
  });
});

describe('a customer who exists', () => {
  const ID = accountId(idOf('ada@acme.example'));
  const site = (but = {}): FakeJira => serviceDesk(but, ['ada@acme.example']);

  test('is found and enrolled; since when they were, nobody knows', async () => {
    const [invited] = await inviteAll([invitation({ organizations: IN_ACME })], { jira: site() });
    expect(invited?.outcome.steps.map(({ step, change }) => [step, change])).toEqual([
      ['account', 'already'],
      ['desk', 'confirmed'],
      ['organization', 'confirmed'],
    ]);
  });

  /** What Jira tells of where Ada is. */
  const isIn = (desk: boolean, ...organizations: readonly Organization[]): Script => ({
    [LISTED]: {
      status: 200,
      body: { values: desk ? [{ accountId: ID, emailAddress: 'ada@acme.example' }] : [] },
    },
    [MEMBERSHIPS]: { status: 200, body: { values: organizations, isLastPage: true } },
  });
  const noted = async (...organizations: readonly Organization[]): Promise<FakeStore> => {
    const store = fakeStore();
    const made = Object.fromEntries(organizations.map(({ id }) => [id, 'made' as const]));
    await store.write([enrolmentItem(PROJECT, ID, { desk: 'made', organizations: made }, START)]);
    return store;
  };
  const changes = (invited: InvitationResult | undefined) =>
    invited?.outcome.steps.map(({ change }) => change);

  test('is told as there already where this app noted it and Jira says so, and is not added again', async () => {
    const jira = site(isIn(true, ACME));
    const [invited] = await inviteAll([invitation({ organizations: IN_ACME })], {
      jira,
      store: await noted(ACME),
    });
    expect(changes(invited)).toEqual(['already', 'already', 'already']);
    expect(jira.asked()).toEqual(expect.not.arrayContaining([DESK_ADD, ACME_ADD]));
  });

  test('is never told as there already where somebody took them away since', async () => {
    const jira = site(isIn(true));
    const [invited] = await inviteAll([invitation({ organizations: IN_ACME })], {
      jira,
      store: await noted(ACME),
    });
    expect(changes(invited)).toEqual(['already', 'already', 'confirmed']);
    expect(jira.callsOf(ACME_ADD)).toHaveLength(1);
    expect(jira.callsOf(DESK_ADD)).toEqual([]);
  });

  test('is never told as there already by a note alone', async () => {
    const organizations = [{ id: ACME.id }, { id: GLOBEX.id }];
    const [invited] = await inviteAll([invitation({ organizations })], {
      jira: site(),
      store: await noted(ACME),
    });
    expect(changes(invited)).toEqual(['already', 'confirmed', 'confirmed', 'confirmed']);
    const { noted: read, enrolment = { organizations: {} } } = invited ?? {};
    expect(withGiven(read?.enrolment, enrolment)).toEqual({
      desk: 'made',
      organizations: { 11: 'made', 12: 'confirmed' },
    });
  });

  test('is added all the same where Jira does not say where they are', async () => {
    const jira = site({ ...isIn(true, ACME), [MEMBERSHIPS]: refusal(503) });
    const [invited] = await inviteAll([invitation({ organizations: IN_ACME })], {
      jira,
      store: await noted(ACME),
    });
    expect(changes(invited)).toEqual(['already', 'confirmed', 'confirmed']);
    expect(jira.asked()).toEqual(expect.arrayContaining([DESK_ADD, ACME_ADD]));
  });

  test('is enrolled all the same where storage does not tell', async () => {
    const store = fakeStore({ failing: ['enrolments', 'addresses'] });
    const [invited] = await inviteAll([invitation()], { jira: site(), store });
    expect(invited?.outcome.state).toBe('done');
  });

  test('whom this app made within the hour need not be searched for', async () => {
    const store = fakeStore();
    await store.write([newAccountItem('ADA@acme.example', accountId('qm:mine'), START)]);
    const jira = site();
    const [invited] = await inviteAll([invitation()], { jira, store });
    expect(invited?.outcome.accountId).toBe('qm:mine');
    expect(jira.callsOf(SEARCH)).toEqual([]);
  });

  test('but is not found yet needs a look, and is worth another try later', async () => {
    const jira = site({ [SEARCH]: { status: 200, body: [] } });
    const [invited] = await inviteAll([invitation({ organizations: IN_ACME })], { jira });
    expect(invited).toMatchObject({
      outcome: { state: 'attention', reason: { code: 'account-not-findable' } },
      organizations: [{ id: '11', name: 'Acme' }],
      tryLater: true,
    });
    expect(jira.asked()).toEqual([CREATE, SEARCH, LISTED]);
  });
});

test('repeating an invitation changes nothing, and each step says so', async () => {
  const ada = { accountId: idOf('ada@acme.example'), emailAddress: 'ada@acme.example' };
  const jira = serviceDesk({
    [LISTED]: { status: 200, body: { values: [ada] } },
    [MEMBERSHIPS]: { status: 200, body: { values: [ACME], isLastPage: true } },
  });
  const store = fakeStore();
  const [first] = await inviteAll([invitation({ organizations: IN_ACME })], { jira, store });
  await store.write([
    enrolmentItem(
      PROJECT,
      accountId(first?.outcome.accountId ?? ''),
      first?.enrolment ?? { organizations: {} },
      START,
    ),
  ]);
  const [second] = await inviteAll([invitation({ organizations: IN_ACME })], { jira, store });
  expect(second?.outcome.accountId).toBe(first?.outcome.accountId);
  expect(second?.outcome.steps.map(({ change }) => change)).toEqual(['already', 'already', 'already']);
});

describe('what is refused before Jira is asked', () => {
  test.each<[string, Partial<Invitation>, Partial<Rules>, string]>([
    ['no address', { email: 'ada' }, {}, 'address-no-at'],
    ['a denied domain', {}, { deniedDomains: ['acme.example'] }, 'domain-denied'],
    ['an e-mail that the policy forbids', { notify: true }, { email: 'never' }, 'notify-not-allowed'],
    [
      'an organization that the policy forbids',
      { organizations: IN_ACME },
      { organizations: 'none' },
      'organizations-not-allowed',
    ],
    [
      'an organization of another project',
      { organizations: [{ id: organizationId('99') }] },
      {},
      'organization-not-linked',
    ],
  ])('%s makes no call', async (_, but, rules, code) => {
    const jira = serviceDesk();
    const [invited] = await inviteAll([invitation(but)], { jira, rules });
    expect(invited?.outcome).toMatchObject({ state: 'failed', steps: [], reason: { code } });
    expect(invited?.reached).toBe(false);
    expect(jira.calls).toEqual([]);
  });

  test('does not keep the others out', async () => {
    const invited = await inviteAll([
      invitation(),
      invitation({ email: 'bob' }),
      invitation({ email: 'x@acme.example' }),
    ]);
    expect(invited.map(({ outcome }) => outcome.state)).toEqual(['done', 'failed', 'done']);
  });
});

describe('an organization that fails', () => {
  test.each([
    [403, 'organization-refused'],
    [404, 'organization-gone'],
  ])('with %i is told as such, beside what went well', async (status, code) => {
    const [invited] = await inviteAll([invitation({ organizations: IN_ACME })], {
      jira: serviceDesk({ [ACME_ADD]: refusal(status) }),
    });
    expect(invited?.outcome).toMatchObject({
      state: 'failed',
      reason: { code },
      steps: [
        { state: 'done' },
        { step: 'desk', state: 'done' },
        { step: 'organization', state: 'failed', reason: { code } },
      ],
    });
    expect(invited?.enrolment).toEqual({ desk: 'made', organizations: {} });
  });
});

test('an organization that was created for the invitation is told as new, to all who named it', async () => {
  const jira = serviceDesk({
    'GET /rest/servicedeskapi/organization': { status: 200, body: { values: [], isLastPage: true } },
    'POST /rest/servicedeskapi/organization': {
      status: 201,
      body: { id: '20', name: 'NewCo', created: { epochMillis: START } },
    },
    'POST /rest/servicedeskapi/servicedesk/7/organization': { status: 204 },
    'POST /rest/servicedeskapi/organization/20/user': { status: 204 },
  });
  const organizations = [{ name: 'NewCo' }, { id: ACME.id }];
  const invited = await inviteAll(
    [invitation({ organizations }), invitation({ email: 'bob@acme.example', organizations })],
    { jira, rules: { createOrganizations: true } },
  );
  const told = invited.map(({ outcome }) => outcome.steps.flatMap(({ organization }) => organization ?? []));
  const each = [
    { id: '20', name: 'NewCo', isNew: true },
    { id: '11', name: 'Acme' },
  ];
  expect(told).toEqual([each, each]);
});

test('an organization named twice, by id and by name, is one', async () => {
  const jira = serviceDesk();
  await inviteAll([invitation({ organizations: [{ id: ACME.id }, { name: 'acme' }] })], { jira });
  expect(jira.callsOf(ACME_ADD)).toHaveLength(1);
});

test('progress is told by place, without an address', async () => {
  const told: Progress[] = [];
  await inviteAll([invitation({ email: 'bad' }), invitation()], {
    tell: (progress) => void told.push(progress),
  });
  expect(told).toEqual([
    { index: 1, step: 'account', state: 'working' },
    { index: 1, step: 'account', state: 'done' },
    { index: 1, step: 'enrol', state: 'working' },
  ]);
});

test.each<[string, FakeJira, string]>([
  ['failed', serviceDesk({ [CREATE]: refusal(400) }), 'failed'],
  ['needs a look', serviceDesk({ [CREATE]: refusal(409), [SEARCH]: { status: 200, body: [] } }), 'attention'],
])('progress tells an account that %s', async (_, jira, state) => {
  const told: Progress[] = [];
  await inviteAll([invitation()], { jira, tell: (progress) => void told.push(progress) });
  expect(told.at(-1)).toEqual({ index: 0, step: 'account', state });
});
