import { ENGLISH } from '../../src/i18n/english';
import { createTranslate } from '../i18n/use-translate';
import { unknownCustomer } from './unknown-customer';

const words = createTranslate(ENGLISH);

test.each([
  ['acme.example', 'someone at acme.example'],
  [undefined, 'Unknown customer'],
  ['', 'Unknown customer'],
])('a customer without a name, at %p, is told without a hole', (domain, told) => {
  expect(unknownCustomer(domain, words)).toBe(told);
});
