import fc from 'fast-check';
import { mergeField } from './merge';
import type { Field } from './fields';

const DOMAINS = ['a.example', 'b.example', 'c.example', 'd.example', 'xn--bcher-kva.example'];
const domains = fc
  .uniqueArray(fc.constantFrom(...DOMAINS))
  .map((list): Field => ({ kind: 'domains', text: list.join('\n') }));
const listOf = (field: Field | undefined): string[] =>
  field?.kind === 'domains' ? field.text.split('\n').filter(Boolean) : [];
const number = fc.nat().map((value): Field => ({ kind: 'number', text: String(value) }));
const field = fc.oneof(domains, number);

describe('of two edits of one setting', () => {
  test('the only one stays', () => {
    fc.assert(
      fc.property(field, field, (base, edited) => {
        expect(mergeField(base, base, edited)).toEqual(edited);
        expect(mergeField(base, edited, base)).toEqual(edited);
      }),
    );
  });

  test('nothing that either added to a list is lost, and nothing that either removed comes back', () => {
    fc.assert(
      fc.property(domains, domains, domains, (base, mine, theirs) => {
        const [before, my, their] = [base, mine, theirs].map(listOf);
        const merged = listOf(mergeField(base, mine, theirs));
        const kept = DOMAINS.filter((domain) => {
          const [was, inMine, inTheirs] = [before, my, their].map((list) => list?.includes(domain));
          return was ? inMine && inTheirs : (inMine ?? false) || inTheirs;
        });
        expect([...merged].sort()).toEqual(kept.sort());
      }),
    );
  });

  test('a value that both changed is one’s own', () => {
    fc.assert(
      fc.property(number, number, number, (base, mine, theirs) => {
        fc.pre(JSON.stringify(base) !== JSON.stringify(mine));
        expect(mergeField(base, mine, theirs)).toEqual(mine);
      }),
    );
  });
});
