import fc from 'fast-check';
import Papa from 'papaparse';
import { createCutter } from './records';
import { DELIMITERS } from './reading';

test('a record is cut alike, whether it holds quotation marks or not', () => {
  const piece = fc.constantFrom('a', ' ', '"', ',', ';', '\t', '|', 'é', '\r', '');
  fc.assert(
    fc.property(fc.constantFrom(...DELIMITERS), fc.array(piece, { maxLength: 20 }), (delimiter, pieces) => {
      const record = pieces.join('');
      const { data } = Papa.parse<string[]>(record, { delimiter, newline: '\n' });
      expect(createCutter(delimiter)(record)).toEqual(data[0] ?? ['']);
    }),
  );
});
