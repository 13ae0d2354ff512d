import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const OXFMT = path.resolve(__dirname, '../node_modules/.bin/oxfmt');

/** Writes a generated page as `npm run format` would leave it. Throws where the text is not of the kind that the name says. */
export function writeFormatted(file: string, text: string): void {
  writeFileSync(file, text);
  execFileSync(OXFMT, [file], { stdio: ['ignore', 'ignore', 'inherit'] });
}
