import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesUnder } from '../trust/app';
import { Source } from '../trust/source';

/** What meets text from outside: the back end, the screens and the command line. */
const FOLDERS = ['src', 'static', 'cli'];

export function readSource(root: string): Source {
  const files = FOLDERS.flatMap((folder) => filesUnder(path.join(root, folder)));
  return new Source(
    new Map(files.map((file) => [path.relative(root, file), readFileSync(file, 'utf8')] as const)),
  );
}
