import path from 'node:path';
import { readSource } from './read';
import { superLinearRegexes } from './check';

/** `npm run check:regexes`: no regular expression of the app takes longer than its input is long. */
void superLinearRegexes(readSource(path.resolve(__dirname, '../..'))).then((violations) => {
  for (const violation of violations) process.stdout.write(`${violation}\n`);
  process.exitCode = violations.length > 0 ? 1 : 0;
});
