import { organizationIdSchema } from '../ids';
import { findOrganization } from './find-organization';

const ACME = { id: organizationIdSchema.parse('101'), name: 'Acme', scimManaged: false };
const RULES = { organizations: 'linked' as const, onlyOrganizations: [] };

test.each(['A\uFFFDcme', '\uFFFDAcme', 'Acme\uFFFD', '\uFFFD'])(
  'a name that lost characters, %j, is not taken for what is left of it',
  (name) => {
    expect(findOrganization({ name }, [ACME], RULES)).toEqual({ ok: false, reason: { code: 'text-broken' } });
  },
);

test('an organization whose own name lost characters is found by its id', () => {
  const broken = { ...ACME, name: 'M\uFFFDller' };
  expect(findOrganization({ id: ACME.id }, [broken], RULES)).toEqual({ ok: true, data: broken });
});
