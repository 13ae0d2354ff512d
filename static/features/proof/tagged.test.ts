import { tagged } from './tagged';

const NOW = new Date('2026-11-30T14:05:00Z');

test.each([
  ['ada@acme.example', 'ada+guestlist1130-1405@acme.example'],
  ['ada+work@acme.example', 'ada+guestlist1130-1405@acme.example'],
  ['', ''],
  ['@acme.example', ''],
])('%j is suggested as %j', (address, suggested) => {
  expect(tagged(address, NOW)).toBe(suggested);
});
