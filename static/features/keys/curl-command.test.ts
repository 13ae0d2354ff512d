import { execFileSync } from 'node:child_process';
import { curlCommand, KEY_VARIABLE } from './curl-command';

const REQUEST = {
  address: 'https://example.com/x1/abc',
  project: 'SUP',
  domain: undefined,
};

/** What a shell would hand to curl, line by line, and then what curl would read. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\n' "$@"; cat; }\n${command}`;
  const env = { ...process.env, [KEY_VARIABLE]: 'gl_abcdefabcdef_secret' };
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', env }).trimEnd().split('\n');
}

describe('curlCommand', () => {
  test('is one request, as a shell reads it', () => {
    expect(argumentsOf(curlCommand(REQUEST))).toEqual([
      '-i',
      '-X',
      'POST',
      'https://example.com/x1/abc',
      '-H',
      '@-',
      '-H',
      'Content-Type: application/json',
      '-d',
      '{"email":"customer@company.example","project":"SUP"}',
      'Authorization: Bearer gl_abcdefabcdef_secret',
    ]);
  });

  test('names a domain that the key takes', () => {
    expect(curlCommand({ ...REQUEST, domain: 'acme.example' })).toContain('"customer@acme.example"');
  });

  test('stays one word for the shell, whatever the address', () => {
    const address = "https://example.com/'; echo no";
    expect(argumentsOf(curlCommand({ ...REQUEST, address }))[3]).toBe(address);
  });
});
