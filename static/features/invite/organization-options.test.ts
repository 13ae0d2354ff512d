import type { OrganizationOption } from '../../platform/jira';
import { firstOpen, nextOpen, optionsFor } from './organization-options';
import { choose } from './settings';
import { organizationId } from '../../../test/fakes/ids';

const KNOWN: OrganizationOption[] = ['Acme', 'Café Nord', 'Globex', 'Umbrella'].map((name, index) => ({
  id: organizationId(String(index + 1)),
  name,
  scimManaged: name === 'Umbrella',
}));
const MAY_CREATE = { mayCreate: true };

const typed = (text: string, { mayCreate } = MAY_CREATE) =>
  optionsFor({ text, chosen: undefined }, KNOWN, { mayCreate });
const names = (text: string, rules = MAY_CREATE) =>
  typed(text, rules).shown.map(({ name, kind }) => `${kind}: ${name}`);

describe('the options of the organization field', () => {
  test('are all while nothing is typed, and none is offered to be created', () => {
    expect(typed('  ').shown).toHaveLength(KNOWN.length);
  });

  test('are found in any part of a name, whatever the case and the accents', () => {
    expect(names('CAFE')).toEqual(['existing: Café Nord', 'new: CAFE']);
    expect(names('nord')).toEqual(['existing: Café Nord', 'new: nord']);
  });

  test.each(['acme', ' Acme ', 'umbrella'])('never create what is there already: %j', (text) => {
    expect(names(text).filter((each) => each.startsWith('new'))).toEqual([]);
  });

  test('create nothing where the policy does not allow it', () => {
    expect(names('NewCo', { mayCreate: false })).toEqual([]);
  });

  test('of a chosen organization are all', () => {
    const acme = choose({ id: organizationId('1'), name: 'Acme' });
    expect(optionsFor(acme, KNOWN, MAY_CREATE).shown).toHaveLength(KNOWN.length);
  });

  test('are no more than can be looked through, and the rest is counted', () => {
    const many = Array.from({ length: 250 }, (_, index) => ({
      id: organizationId(String(index)),
      name: `Team ${index}`,
      scimManaged: false,
    }));
    const { shown, more } = optionsFor({ text: 'team', chosen: undefined }, many, MAY_CREATE);
    expect([shown.length, more]).toEqual([101, 150]);
    expect(shown.at(-1)?.kind).toBe('new');
  });
});

describe('the highlight', () => {
  test('is never on an organization that an identity provider fills', () => {
    expect(firstOpen(typed('umb'))).toBe(1);
    expect(firstOpen(typed('umb', { mayCreate: false }))).toBeUndefined();
    expect(nextOpen(typed('', MAY_CREATE), 2, 1)).toBe(0);
  });

  test('goes round at both ends', () => {
    expect(nextOpen(typed(''), undefined, 1)).toBe(0);
    expect(nextOpen(typed(''), undefined, -1)).toBe(2);
    expect(nextOpen(typed(''), 0, -1)).toBe(2);
    expect(nextOpen({ shown: [], more: 0 }, undefined, 1)).toBeUndefined();
  });
});
