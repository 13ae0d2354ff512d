import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(__dirname, '../../docs/decisions');
const FILES = readdirSync(FOLDER).filter((file) => /^\d{4}-.*\.md$/.test(file));
const INDEX = readFileSync(path.join(FOLDER, 'README.md'), 'utf8');

test('no two decisions have one number', () => {
  const numbers = FILES.map((file) => file.slice(0, 4));
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
});

test.each(FILES)('%s says when it was made and whether it holds, and stands once in the list', (file) => {
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  expect(text).toMatch(/^(- )?Date: \d{4}-\d{2}-\d{2}\b/m);
  expect(text).toMatch(/Status: (accepted|superseded by|proposed)/);
  expect(INDEX.split(`](${file})`)).toHaveLength(2);
});
