import { readPerson } from './read-person';

test.each([
  ['ada@ACME.example', undefined, { email: 'ada@acme.example' }],
  ['Ada Lovelace <ada@acme.example>', undefined, { email: 'ada@acme.example', displayName: 'Ada Lovelace' }],
  ['Ada Lovelace <ada@acme.example>', 'A. L.', { email: 'ada@acme.example', displayName: 'A. L.' }],
  ['mailto:ada@acme.example', 'Ada', { email: 'ada@acme.example', displayName: 'Ada' }],
  ['ada@acme.example; bob@acme.example', undefined, { email: 'ada@acme.example; bob@acme.example' }],
  ['nobody', undefined, { email: 'nobody' }],
])('%j with the name %j', (email, displayName, person) => {
  expect(readPerson({ email, ...(displayName !== undefined && { displayName }) })).toEqual(person);
});
