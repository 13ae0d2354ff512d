import type { Rules } from '../../src/domain/policy/rules';
import { LocalSite } from '../../local/server/local-site';
import { inviteOne, organizationNamed, stepsOf } from './inviting';
import { changePolicy } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

function choiceOf(name: string): Rules['onlyOrganizations'][number] {
  return { id: organizationNamed(site, name).id as never, name };
}

describe('a domain’s organization', () => {
  beforeEach(() =>
    changePolicy(site, {
      domainOrganizations: [
        { domain: 'acme.example', organization: choiceOf('Acme') },
        { domain: 'eu.acme.example', organization: choiceOf('Globex') },
      ],
    }),
  );

  test('is used where the agent names none', async () => {
    const outcome = await inviteOne(site, 'ada@acme.example');
    expect(stepsOf(outcome)).toContain('organization Acme made');
  });

  test('is the one of the longest domain that fits', async () => {
    const outcome = await inviteOne(site, 'ada@mail.eu.acme.example');
    expect(outcome.steps.flatMap(({ organization }) => organization?.name ?? [])).toEqual(['Globex']);
  });

  test('gives way to the one that the agent names', async () => {
    const outcome = await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Globex' }] });
    expect(outcome.steps.flatMap(({ organization }) => organization?.name ?? [])).toEqual(['Globex']);
  });

  test('is not used for others', async () => {
    expect(stepsOf(await inviteOne(site, 'ada@notacme.example'))).toEqual(['account made', 'desk made']);
  });
});

describe('organizations', () => {
  test('of the whole site may be used where the policy says any', async () => {
    await changePolicy(site, { organizations: 'any' });
    expect((await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Initech' }] })).state).toBe(
      'done',
    );
    expect(
      (await inviteOne(site, 'bob@acme.example', { organizations: [{ id: choiceOf('Initech').id }] })).state,
    ).toBe('done');
  });

  test('that a list names may be used, and no other', async () => {
    await changePolicy(site, { organizations: 'any', onlyOrganizations: [choiceOf('Initech')] });
    expect((await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Initech' }] })).state).toBe(
      'done',
    );
    expect((await inviteOne(site, 'bob@acme.example', { organizations: [{ name: 'Acme' }] })).state).toBe(
      'failed',
    );
    expect(
      (await inviteOne(site, 'bob@acme.example', { organizations: [{ id: choiceOf('Acme').id }] })).state,
    ).toBe('failed');
  });

  test('of a list must be linked, where that is asked, too', async () => {
    await changePolicy(site, {
      organizations: 'linked',
      onlyOrganizations: [choiceOf('Initech'), choiceOf('Acme')],
    });
    expect((await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Acme' }] })).state).toBe(
      'done',
    );
    expect((await inviteOne(site, 'bob@acme.example', { organizations: [{ name: 'Initech' }] })).state).toBe(
      'failed',
    );
    expect(await inviteOne(site, 'bob@acme.example', { organizations: [{ name: 'Globex' }] })).toMatchObject({
      reason: { code: 'organization-not-allowed' },
    });
  });

  test('are none where the policy says so', async () => {
    await changePolicy(site, { organizations: 'none' });
    expect(await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Acme' }] })).toMatchObject({
      reason: { code: 'organizations-not-allowed' },
    });
  });
});
