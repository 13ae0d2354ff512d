import { execFileSync } from 'node:child_process';
import { curlCommand } from './curl-command';

const REQUEST = {
  address: 'https://example.com/x1/abc',
  secret: 'gl_abcdefabcdef_secret',
  project: 'SUP',
  domain: undefined,
};

/** What a shell would hand to curl. */
function argumentsOf(command: string): string[] {
  const script = command.replace(/^curl /, 'printf "%s\\n" ');
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
}

describe('curlCommand', () => {
  test('is one request, as a shell reads it', () => {
    expect(argumentsOf(curlCommand(REQUEST))).toEqual([
      '-i',
      '-X',
      'POST',
      'https://example.com/x1/abc',
      '-H',
      'Authorization: Bearer gl_abcdefabcdef_secret',
      '-H',
      'Content-Type: application/json',
      '-d',
      '{"email":"customer@company.example","project":"SUP"}',
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
