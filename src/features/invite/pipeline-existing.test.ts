import type { InvitationResult } from './stages';
import type { Organization } from '../../platform/jira/organizations';
import { withGiven } from './store/enrolment-note';
import { enrolmentItem } from './store/enrolments';
import { newAccountItem } from './store/known-addresses';
import { START } from '../../../test/fakes/clock';
import { accountId, PROJECT } from '../../../test/fakes/ids';
import { ACME, GLOBEX, invitation } from '../../../test/fakes/invitations';
import { inviteAll } from '../../../test/fakes/inviting';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira, Script } from '../../../test/fakes/jira';
import {
  ACME_ADD,
  CREATE,
  DESK_ADD,
  idOf,
  LISTED,
  MEMBERSHIPS,
  SEARCH,
  serviceDesk,
} from '../../../test/fakes/service-desk';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';

const IN_ACME = [{ id: ACME.id }];

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
