import { initialsOf, PERSON_COLORS, personColor } from './initials';

test.each([
  ['Ana Agent', 'AA'],
  ['Mara Kovač', 'MK'],
  ['Hopper, Grace Brewster', 'HB'],
  ['ada', 'A'],
  ['ada.lovelace@acme.example', 'AE'],
  ['田中 恵子', '田'],
  ['Åse Øst', 'ÅØ'],
  ['(Dr.) zoe', 'DZ'],
  ['e\u0301lodie', 'É'],
  ['…', ''],
  ['', ''],
])('the initials of %p are %p', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('an account has one colour, and accounts have many', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `5b10ac8d:${index}`);
  expect(ids.map(personColor)).toEqual(ids.map(personColor));
  expect(new Set(ids.map(personColor)).size).toBe(PERSON_COLORS);
});
