import { ENGLISH } from './english';
import { describe as inWords, translate } from './translate';
import type { Catalogue } from './translate';

const CZECH: Catalogue = {
  locale: 'cs',
  messages: {
    'invite.addresses.wrong.one': '{count} adresa',
    'invite.addresses.wrong.few': '{count} adresy',
    'invite.addresses.wrong.other': '{count} adres',
    'import.list.of': '{done} z {all}',
  },
};

describe('say', () => {
  test.each([
    [0, '0 addresses need correcting:'],
    [1, '1 address needs correcting:'],
    [2, '2 addresses need correcting:'],
    [10_000, '10,000 addresses need correcting:'],
  ])('takes the form of the number %i', (count, words) => {
    expect(translate(ENGLISH, 'invite.addresses.wrong', { count })).toBe(words);
  });

  test.each([
    [1, '1 adresa'],
    [3, '3 adresy'],
    [5, '5 adres'],
  ])('takes the form that another language has for %i', (count, words) => {
    expect(translate(CZECH, 'invite.addresses.wrong', { count })).toBe(words);
  });

  test('takes the words as they are where they have one form only', () => {
    expect(translate(ENGLISH, 'invite.submit.count', { count: 1234 })).toBe('Invite 1,234');
  });

  test('fills every place', () => {
    expect(translate(ENGLISH, 'import.list.of', { done: 3, people: 1234 })).toBe('3 of 1,234');
  });

  test('leaves a place that nobody fills, so that it is seen', () => {
    expect(translate(CZECH, 'import.list.of', { done: 3 })).toBe('3 z {all}');
  });

  test('fills no place that a value brought along', () => {
    expect(translate(ENGLISH, 'results.customer.of', { email: '{email}' })).toBe('Show in Jira: {email}');
  });

  test('falls back to the key where a language has no words', () => {
    expect(translate(CZECH, 'ui.retry')).toBe('ui.retry');
  });
});

test('a reason is told with what to do about it', () => {
  expect(inWords({ code: 'domain-denied', params: { domain: 'acme.example' } })).toEqual({
    message: 'Addresses at acme.example are blocked by your Jira admin.',
    next: 'If this is wrong, ask a Jira admin to change the denied domains.',
  });
});

test('a reason without a next step in the catalogue is told without one', () => {
  const catalogue: Catalogue = { locale: 'en', messages: { 'reason.unexpected': 'Oh.' } };
  expect(inWords({ code: 'unexpected' }, catalogue)).toEqual({ message: 'Oh.' });
});

test('a reason whose details were not kept is told without them, and without a hole', () => {
  expect(inWords({ code: 'organization-unknown' }).message).toBe(
    'No organization of this space has this name.',
  );
  expect(inWords({ code: 'jira-busy' })).toEqual({ message: 'Jira is busy.' });
});
