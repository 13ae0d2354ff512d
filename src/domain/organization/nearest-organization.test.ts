import { organizationIdSchema } from '../ids';
import { createNearest } from './nearest-organization';

const known = ['Acme', 'Globex Corporation', 'Müller & Söhne GmbH', 'Initech'].map((name, index) => ({
  id: organizationIdSchema.parse(String(index + 1)),
  name,
  scimManaged: false,
}));
const nearest = createNearest(known);

test.each([
  ['Acme, Inc.', 'Acme'],
  ['ACME Ltd', 'Acme'],
  ['Globex', 'Globex Corporation'],
  ['Globex Corp.', 'Globex Corporation'],
  ['Glo­bex', 'Globex Corporation'],
  ['Muller & Sohne', 'Müller & Söhne GmbH'],
  ['Initec', 'Initech'],
  ['Intiech', 'Initech'],
])('%s is nearly %s', (name, meant) => {
  expect(nearest(name)?.name).toBe(meant);
});

test.each(['Acne', 'Umbrella', 'Inc.', '', 'Init'])('%s is none of them', (name) => {
  expect(nearest(name)).toBeUndefined();
});
