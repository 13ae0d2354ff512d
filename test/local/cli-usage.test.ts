import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './cli';

jest.setTimeout(30_000);

describe('bad usage', () => {
  it.each([
    ['invite', [], 'Name an address'],
    ['invite', ['ada@acme.example'], 'Unexpected argument'],
    ['invite', ['--mail', 'ada@acme.example'], "Unknown option '--mail'"],
    [
      'invite',
      ['--email', 'a@x.example', '--email', 'b@x.example', '--name', 'A'],
      '--name is for one address',
    ],
    ['invite', ['--email', 'a@x.example', '--profile', 'nope'], 'no profile “nope”'],
    ['invite', ['--email', 'a@x.example', '--as', 'nobody'], 'nobody called nobody'],
    ['invite', ['--email', 'a@x.example', '--project', 'NO'], 'no space NO'],
    ['invite', ['--email', 'a@x.example', '--space', 'NO'], 'no space NO'],
    ['invite', ['--email', 'a@x.example', '--space', 'SUP', '--project', 'PAR'], 'name two spaces'],
    ['invite', ['--email', 'a@x.example', '--site', 'nonsense'], 'No local site answers at nonsense'],
    ['invite', ['--email', 'a@x.example', '--site', 'http://127.0.0.1:9'], 'No local site answers'],
    ['site', ['--port', 'eighty'], '--port takes a whole number'],
    ['site', ['--port', '70000'], '--port takes a whole number'],
    ['site', ['--profile', 'nope'], 'no profile “nope”'],
  ])('of npm run %s with %j is told in words, without a stack', async (command, args, words) => {
    const own = command === 'invite' ? ['--state', path.join(tmpdir(), 'never-written')] : [];
    const { code, stdout, stderr } = await run(command, [...own, ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    ['no JSON', '<h1>It works!</h1>'],
    ['other JSON', '{}'],
  ])('is a --site that answers with %s', async (_what, body) => {
    const server = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ended = await run('invite', ['--site', `http://127.0.0.1:${port}`, '--email', 'x@acme.example']);
    server.close();
    expect(ended).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('No local site answers') as string,
    });
  });
});

it.each(['invite', 'site'])('npm run %s --help says how it is used', async (command) => {
  const { code, stdout } = await run(command, ['--help']);
  expect([code, stdout.includes(`npm run ${command}`)]).toEqual([0, true]);
});
