import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../local/forge/bundle';

/** What `npx guestlist` looks up and runs. */
function commandOf(file: string): string {
  const { bin } = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as { bin: { guestlist: string } };
  return path.join(ROOT, bin.guestlist);
}

test('the package names a command that runs by itself, from any folder and without a build', () => {
  const help = execFileSync(commandOf('package.json'), ['--help'], { cwd: '/', encoding: 'utf8' });
  expect(help).toContain('guestlist import');
});
