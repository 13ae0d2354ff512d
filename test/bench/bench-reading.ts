import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildScreens } from '../../local/cli/screens';
import { ROOT } from '../../local/forge/bundle';
import { decode } from '../../src/domain/file/decode';
import { encodeText } from '../fakes/encoded-text';
import { measureInBrowser } from './import-browser';
import { atMost, print, printTargets } from './table';

const KB = 1000;
const MB = 1_000_000;
const ROWS = 100_000;
/** Bytes of the worker's script before it read more than UTF-8 and Windows-1252, and what was allowed on top. */
const WORKER_KB_MAX = 79 + 60;

/** `npm run bench -- read`: what it costs to read a file, in Node and in the page. */
export async function benchReading(): Promise<void> {
  await buildScreens();
  const told = await tellJapanese(10 * MB);
  const page = await measureInBrowser(ROWS);
  printTargets([
    atMost('time', '10 MB of Shift_JIS: encoding told, in Node', told, 300, { unit: ' ms' }),
    atMost('time', '100,000 rows, from the file to the preview, in Chromium', page.took, 2000, {
      unit: ' ms',
    }),
    atMost('time', '100,000 rows: longest task of the page', page.longestTask, 50, { unit: ' ms' }),
    atMost('time', '100,000 rows: memory of the page, the worker included', page.memory / MB, 250, {
      unit: ' MB',
    }),
    atMost('count', 'Script of the worker that reads files', workerBytes() / KB, WORKER_KB_MAX, {
      unit: ' KB',
    }),
  ]);
  print('The worker is loaded when a file is chosen, and not before.');
}

/** Milliseconds until the encoding is told, at the first call of this process. */
async function tellJapanese(bytes: number): Promise<number> {
  const line = encodeText('guest@acme.example,山田 太郎,株式会社アクメ\n', 'shift_jis');
  // One piece, as a file is.
  const file = new Blob([Buffer.alloc(bytes, line)]);
  const begun = performance.now();
  const decoded = await decode(file);
  const took = performance.now() - begun;
  if (!decoded.ok || decoded.encoding !== 'shift_jis') throw new Error('another encoding was told');
  return took;
}

function workerBytes(): number {
  const assets = path.join(ROOT, 'static/build/invite/assets');
  const name = readdirSync(assets).find((each) => /^worker-.*\.js$/.test(each));
  if (name === undefined) throw new Error('there is no worker');
  return statSync(path.join(assets, name)).size;
}
