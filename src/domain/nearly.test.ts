import { isNearly } from './nearly';

test.each([
  ['gmial.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['gmai.com', 'gmail.com'],
  ['hotmaill.com', 'hotmail.com'],
  ['Globex Corp', 'Globex Crop'],
  ['Umbrela Corporaton', 'Umbrella Corporation'],
])('%s is nearly %s', (one, other) => {
  expect(isNearly(one, other)).toBe(true);
  expect(isNearly(other, one)).toBe(true);
});

test.each([
  ['gmail.com', 'gmail.com'],
  ['gmx.de', 'web.de'],
  ['Acme', 'Acne'],
  ['Initech', 'Globex'],
  ['Globex East', 'Globex West!!'],
  ['', 'Acme'],
])('%s is not nearly %s', (one, other) => {
  expect(isNearly(one, other)).toBe(false);
});
