import { organizationIdSchema } from '../../../../src/domain/ids';
import { choicesFor } from './organization-choices';

const WORDS = { same: 'Create it', out: 'Leave it out' };
const OPEN = Array.from({ length: 250 }, (_, index) => ({
  id: organizationIdSchema.parse(String(index + 1)),
  name: `Company ${index}`,
  scimManaged: false,
}));
const labels = (text: string) =>
  choicesFor({ to: undefined, text, open: OPEN, words: WORDS }).options.map(({ label }) => label);

test('an organization can be left as it is, left out, or be another one', () => {
  expect(labels('').slice(0, 3)).toEqual(['Create it', 'Leave it out', 'Company 0']);
});

test('of many organizations a hundred are listed, and every one is found by its name', () => {
  expect(labels('')).toHaveLength(102);
  expect(labels('company 249')).toEqual(['Company 249']);
  expect(labels('leave')).toEqual(['Leave it out']);
});

test('what is decided is shown, whatever is typed', () => {
  const id = organizationIdSchema.parse('200');
  const chosen = (to: Parameters<typeof choicesFor>[0]['to']) =>
    choicesFor({ to, text: 'none', open: OPEN, words: WORDS }).chosen.label;
  expect([chosen(undefined), chosen({ leaveOut: true }), chosen({ id })]).toEqual([
    'Create it',
    'Leave it out',
    'Company 199',
  ]);
});
