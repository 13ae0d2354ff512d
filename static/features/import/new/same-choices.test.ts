import type { OrganizationMapping } from '../../../../src/domain/invitation/import-row';
import { organizationIdSchema } from '../../../../src/domain/ids';
import { sameChoices } from './same-choices';

const toAcme: OrganizationMapping[number] = { name: 'Acme Ltd', to: { id: organizationIdSchema.parse('1') } };
const leftOut: OrganizationMapping[number] = { name: 'Globex', to: { leaveOut: true } };
const choices = { columns: ['email' as const, null], organizations: [toAcme, leftOut], notify: false };

test('the same choices go on, in whatever order organizations were decided', () => {
  expect(sameChoices(choices, { ...choices, organizations: [leftOut, toAcme] })).toBe(true);
});

test.each([
  ['e-mail', { notify: true }],
  ['columns', { columns: ['email' as const, 'name' as const] }],
  ['organizations', { organizations: [toAcme] }],
  [
    'another organization for the same name',
    { organizations: [{ name: 'Acme Ltd', to: { id: organizationIdSchema.parse('2') } }, leftOut] },
  ],
])('other %s make another import of the same file', (_, change) => {
  expect(sameChoices(choices, { ...choices, ...change })).toBe(false);
});
