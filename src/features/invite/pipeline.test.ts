import type { Progress } from '../../contract/procedures';
import type { Invitation } from '../../domain/invitation/invitation';
import type { Rules } from '../../domain/policy/rules';
import { START } from '../../../test/fakes/clock';
import { organizationId } from '../../../test/fakes/ids';
import { ACME, invitation } from '../../../test/fakes/invitations';
import { inviteAll } from '../../../test/fakes/inviting';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira } from '../../../test/fakes/jira';
import {
  ACME_ADD,
  CREATE,
  DESK_ADD,
  idOf,
  INVITE,
  SEARCH,
  serviceDesk,
} from '../../../test/fakes/service-desk';

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
