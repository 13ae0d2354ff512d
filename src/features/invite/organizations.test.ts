import type { OrganizationRef } from '../../domain/invitation/invitation';
import type { Rules } from '../../domain/policy/rules';
import { resolveOrganizations } from './organizations';
import type { Organization } from '../../platform/jira/organizations';
import { VirtualClock } from '../../../test/fakes/clock';
import { AGENT_ACTOR, organizationId } from '../../../test/fakes/ids';
import { resolve } from '../../../test/fakes/resolving';
import { ACME, organization, refused } from '../../../test/fakes/invitations';
import { fakeJira } from '../../../test/fakes/jira';
import { projectPolicy } from '../../../test/fakes/policy';
import { fakeStore } from '../../../test/fakes/store';

const postpone = (): Promise<void> => Promise.resolve();

const NO_CREATION: Partial<Rules> = { createOrganizations: false };

describe('an organization is found', () => {
  test.each<[string, OrganizationRef, string]>([
    ['by its id', { id: ACME.id }, '11'],
    ['by its name', { name: 'Globex' }, '12'],
    ['by its name in another case, with white space', { name: '  gLOBEX ' }, '12'],
  ])('%s', async (_, ref, expected) => {
    expect(await resolve([ref])).toEqual([expected]);
  });

  test('by its name in another Unicode form', async () => {
    expect(
      await resolve([{ name: 'Cafe\u0301' }], { organizations: [organization('13', 'Caf\u00E9')] }),
    ).toEqual(['13']);
  });
});

describe('an organization is refused', () => {
  test.each<[string, OrganizationRef, Organization[], string]>([
    ['that is not linked, by id', { id: organizationId('99') }, [ACME], 'organization-not-linked'],
    ['that is not linked, by name', { name: 'Initech' }, [ACME], 'organization-unknown'],
    [
      'whose name stands twice',
      { name: 'acme' },
      [ACME, organization('14', 'ACME')],
      'organization-ambiguous',
    ],
    [
      'that an identity provider fills, by id',
      { id: ACME.id },
      [{ ...ACME, scimManaged: true }],
      'organization-scim',
    ],
    [
      'that an identity provider fills, by name',
      { name: 'Acme' },
      [{ ...ACME, scimManaged: true }],
      'organization-scim',
    ],
  ])('%s', async (_, ref, organizations, code) => {
    expect(await resolve([ref], { organizations, rules: NO_CREATION })).toEqual([code]);
  });

  test('where Jira did not tell which are linked', async () => {
    const ref = { id: ACME.id };
    const resolved = await resolveOrganizations(
      [[ref]],
      refused('busy', { retryAfter: 5 }),
      projectPolicy(),
      {
        privileged: fakeJira({}).callers.app,
        store: fakeStore(),
        clock: new VirtualClock(),
        actor: AGENT_ACTOR,
        run: 'run',
        postpone,
      },
    );
    expect(resolved.get(ref)).toEqual({ ok: false, reason: { code: 'jira-busy', params: { seconds: 5 } } });
  });
});
