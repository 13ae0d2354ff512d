import { exceedsKey } from './policy-for-key';
import type { StoredKey } from '../api-keys/store/key-store';
import type { PendingInvitation } from '../invite/store/pending';
import { START } from '../../../test/fakes/clock';
import { PROJECT } from '../../../test/fakes/ids';
import { ACME, GLOBEX } from '../../../test/fakes/invitations';
import { storedKey } from '../../../test/fakes/keys';
import { policy } from '../../../test/fakes/policy';

const choice = ({ id, name }: typeof ACME) => ({ id, name });

/** Why what waits for Ada is too much for a key; `fine` where it is not. */
function verdict(
  key: Partial<StoredKey>,
  {
    organizations = [],
    rules = {},
  }: { organizations?: (typeof ACME)[]; rules?: Parameters<typeof policy>[0] } = {},
): string {
  const pending: PendingInvitation = {
    projectId: PROJECT,
    actor: { kind: 'key', keyId: storedKey().id, name: 'n' },
    email: 'ada@acme.example',
    organizations: organizations.map(choice),
    attempts: 1,
    dueAt: START,
    until: START + 1,
  };
  return exceedsKey(storedKey(key), pending, policy(rules))?.code ?? 'fine';
}

test('what the key may is not beyond its limits', () => {
  expect(
    verdict({ organizations: [choice(ACME)], domains: ['acme.example'] }, { organizations: [ACME] }),
  ).toBe('fine');
});

test('an organization beyond those of the key is, also beside one of them', () => {
  const key = { organizations: [choice(ACME)] };
  expect(verdict(key, { organizations: [ACME, GLOBEX] })).toBe('key-organization');
});

test('a domain beyond those of the key is', () => {
  expect(verdict({ domains: ['globex.example'] })).toBe('key-domain');
});

test('the organization that a rule has since given the domain is', () => {
  const rules = { domainOrganizations: [{ domain: 'acme.example', organization: choice(GLOBEX) }] };
  expect(verdict({ organizations: [choice(ACME)] }, { rules })).toBe('key-organization');
});

test('a project that the key does not open is', () => {
  expect(verdict({ projects: [] })).toBe('key-project');
});
