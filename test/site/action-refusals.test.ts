import { LocalSite } from '../../local/server/local-site';
import type { ActionInputs } from '../../src/contract/automation';
import { adaByRule, errorOf, runAction } from './actions';
import type { Told } from './actions';
import { callsAs, organizationNamed } from './inviting';
import { audited, auditedInvitations, changePolicy, PAR, SUP } from './scripting';
import { refuseEntries } from './refusing';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

type But = Partial<Record<keyof ActionInputs, unknown>>;

/** Why the rule of Ada ends; an empty text where it does not. */
async function refusal(but: But = {}, told: Told = {}): Promise<string> {
  return errorOf(await runAction(site, adaByRule(but), told)) ?? '';
}

/** No customer was let in, and nothing was asked as the app. */
function nothingDone(): void {
  expect(callsAs(site, 'app')).toEqual([]);
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
}

describe('a rule is ended, and nothing is done,', () => {
  test.each(['user', 'other-agent', 'customer', 'no-customer-role'])(
    'where it acts for somebody who may not invite: %s',
    async (as) => {
      expect(await refusal({}, { as })).toContain(
        'You may not invite customers in a space with this key, or Guestlist isn’t enabled there.',
      );
      nothingDone();
    },
  );

  test('where the platform names nobody', async () => {
    expect(await refusal({}, { as: undefined })).toContain('The rule doesn’t name a person');
    expect(site.jira.log.all()).toEqual([]);
  });

  test('where the person lost the right since the rule was made', async () => {
    await runAction(site);
    const agent = site.person('agent');
    site.jira.state.people.set(agent.accountId, { ...agent, agentOf: [] });
    expect(await refusal({ email: 'bob@acme.example' })).toContain('You may not invite');
    expect(site.jira.state.withEmail('bob@acme.example')).toEqual([]);
  });

  test.each([
    ['is off', 'PAR'],
    ['is not there', 'NOPE'],
    ['has a name of JavaScript’s', 'constructor'],
  ])('where the project %s', async (_, project) => {
    expect(await refusal({ project })).toContain(
      'You may not invite customers in a space with this key, or Guestlist isn’t enabled there.',
    );
    nothingDone();
  });

  test('where the person may invite in another project only', async () => {
    const projects = [SUP, PAR].map((projectId) => ({ projectId, overrides: {} }));
    await changePolicy(site, {}, { projects: projects as never });
    expect(await refusal({ project: 'PAR' })).toContain('You may not invite');
    nothingDone();
  });

  test.each<[string, But, string]>([
    ['the address is denied', { email: 'eve@denied.example' }, 'denied.example'],
    ['the address is none', { email: 'Ada' }, '@'],
    ['the end is no date', { endsAt: 'soon' }, 'This isn’t a date we can read'],
    ['the end is over', { endsAt: '2020-06-01' }, 'The last day is in the past'],
  ])('where %s', async (_, but, words) => {
    expect(await refusal(but)).toContain(words);
    expect(callsAs(site, 'app').filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('where the organization is not there', async () => {
    expect(await refusal({ organization: 'Newco' })).toContain('Newco');
    expect(callsAs(site, 'app').filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('where the organization is another project’s', async () => {
    const { id } = organizationNamed(site, 'Initech');
    expect(await refusal({ organization: id })).not.toBe('');
    expect(organizationNamed(site, 'Initech').members.size).toBe(0);
  });
});

describe('a smart value', () => {
  test.each<keyof ActionInputs>(['email', 'project', 'organization', 'endsAt'])(
    'that found nothing for “%s” ends the rule, which says so',
    async (field) => {
      for (const empty of ['', ' \n']) {
        expect(await refusal({ [field]: empty })).toContain(`“${field}” is empty, so nothing was done.`);
      }
      nothingDone();
    },
  );

  test.each<keyof ActionInputs>(['email', 'name', 'organization', 'project', 'endsAt'])(
    'that was not filled in for “%s” ends the rule, which says so',
    async (field) => {
      const value = '{{issue.reporter.emailAddress}}';
      const message = await refusal({ [field]: value });
      expect(message).toContain(`“${field}” still contains a smart value`);
      expect(message).not.toContain(value);
      nothingDone();
    },
  );

  test('that found no name leaves the address to stand for it', async () => {
    expect(await refusal({ name: '' })).toBe('');
    expect(site.jira.state.withEmail('ada@acme.example')[0]?.displayName).toBe('ada@acme.example');
  });

  test('that found two addresses is refused, and no part of it is used', async () => {
    expect(await refusal({ email: 'ada@acme.example, bob@acme.example' })).not.toBe('');
    nothingDone();
  });
});

describe('a quota', () => {
  test('of the person counts what rules do in their name', async () => {
    await changePolicy(site, { dailyPerPerson: 1 });
    expect(await refusal()).toBe('');
    expect(await refusal({ email: 'bob@acme.example' })).toContain('1');
    expect(site.jira.state.withEmail('bob@acme.example')).toEqual([]);
    expect((await auditedInvitations(site))[0]).toMatchObject({
      outcome: 'refused',
      reason: 'quota-person',
      actor: { through: { name: 'Unknown senders' } },
    });
  });

  test('cannot be passed by many rules at once', async () => {
    await changePolicy(site, { dailyPerProject: 2 });
    const emails = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@acme.example`);
    const refused = await Promise.all(emails.map((email) => refusal({ email })));
    expect(refused.filter((message) => message === '')).toHaveLength(2);
  });
});

describe('where Jira is silent,', () => {
  test.each([0, 503])('answering %i to the question who may, nothing is done', async (status) => {
    site.jira.faults.set([{ path: '/permissions/check', status, rate: 1, afterWork: false }]);
    expect(await refusal()).toContain('Jira didn’t say whether you may do this');
    nothingDone();
  });

  test('nobody is told that the customer is there', async () => {
    site.jira.faults.set([{ path: '/rest/servicedeskapi/customer', status: 503, rate: 1, afterWork: false }]);
    expect(await refusal()).not.toBe('');
    expect((await auditedInvitations(site))[0]).toMatchObject({ outcome: 'failed' });
  });
});

describe('where storage fails,', () => {
  test('the rule ends before anything was done', async () => {
    site.forge.kvs.failing = () => true;
    expect(await refusal()).not.toBe('');
    expect(site.jira.log.all()).toEqual([]);
  });

  test('after Jira was changed, the rule goes on, and the entry is written later', async () => {
    const mend = refuseEntries(site);
    expect(await refusal()).toBe('');
    mend();
    await site.forge.runQueues();
    expect(await auditedInvitations(site)).toHaveLength(1);
  });
});

test('who is refused is in the audit log, once an hour', async () => {
  await refusal({}, { as: 'user' });
  await refusal({}, { as: 'user' });
  const refusals = (await audited(site)).filter(({ event }) => event === 'refusal');
  expect(refusals).toMatchObject([
    {
      asked: 'action.invite',
      reason: 'not-an-inviter',
      actor: { accountId: site.person('user').accountId },
    },
  ]);
});

test('neither an error nor the log holds the address', async () => {
  const told = [
    await refusal({ email: 'eve@denied.example' }),
    await refusal({ organization: 'Newco' }),
    await refusal({}, { as: 'user' }),
    await refusal({ email: ['ada@acme.example'] as never }).catch(() => ''),
  ];
  site.forge.kvs.failing = () => true;
  told.push(await refusal());
  const logged = site.forge.logs.map(({ text }) => text);
  expect(JSON.stringify([told, logged])).not.toMatch(/@(acme|denied)/);
});
