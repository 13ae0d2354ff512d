import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../local/forge/bundle';
import { ServedSite, start } from './command';

/** What `npx guestlist` looks up and runs. */
function commandOf(file: string): string {
  const { bin } = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as { bin: { guestlist: string } };
  return path.join(ROOT, bin.guestlist);
}

test('the package names a command that runs by itself, from any folder and without a build', () => {
  const help = execFileSync(commandOf('package.json'), ['--help'], { cwd: '/', encoding: 'utf8' });
  expect(help).toContain('guestlist import');
});

test('its process ends with the code of the command, and its answer is whole on the standard output', async () => {
  const served = await ServedSite.open();
  try {
    const done = await served.start(['invite', '--email', 'ada@acme.example']).ended;
    expect(done).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^done: .*\n$/s) as string,
    });
    const failed = await served.start(['invite', '--email', 'no address', '--json']).ended;
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({ state: 'failed' });
  } finally {
    await served.close();
  }
});

test('a slip ends its process with 64, and is told on the standard error', async () => {
  expect(await start(['invit']).ended).toMatchObject({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining('invite, import, orgs and read') as string,
  });
});
