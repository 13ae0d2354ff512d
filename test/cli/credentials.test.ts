import { credentialsIn } from '../../cli/credentials';
import { UsageError } from '../../cli/exit';
import { siteAddress } from '../../cli/site-address';
import { as, ServedSite } from './command';

let served: ServedSite;
beforeAll(async () => {
  served = await ServedSite.open();
});
afterAll(() => served.close());
beforeEach(() => {
  served.site.jira.log.clear();
  served.site.jira.faults.set([]);
});

describe('a token with scopes', () => {
  it.each([
    ['basic@acme.example', 'with the address of its account', as('jira-admin', 'local-scoped')],
    ['bearer@acme.example', 'alone', { GUESTLIST_TOKEN: 'local-scoped-token-jira-admin' }],
  ])('(%s) does the main job %s, with the four scopes that the help names', async (email, _, env) => {
    const args = ['invite', '--email', email, '--organization', 'Acme', '--notify'];
    expect(await served.run(args, env)).toMatchObject({ code: 0, stderr: '' });
    expect(await served.run(args, env)).toMatchObject({ code: 0, stderr: '' });
    expect(served.members('Acme')).toContain(email);
  });

  it('that lacks a scope is told so, and nothing is changed', async () => {
    const ended = await served.run(
      ['invite', '--email', 'narrow@acme.example'],
      as('jira-admin', 'local-narrow'),
    );
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('scope') as string });
    expect(served.writes()).toEqual([]);
  });
});

describe('a wrong token', () => {
  it.each([
    ['of somebody', { ...as('agent'), GUESTLIST_TOKEN: 'ATATT3xFfGF0secret' }],
    ['of nobody', { GUESTLIST_TOKEN: 'ATATT3xFfGF0secret' }],
  ])('%s is refused in words, without being printed', async (_, env) => {
    const ended = await served.run(['orgs'], env);
    expect(ended).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('does not take this token') as string,
    });
  });

  it('given as an argument is refused, and where it belongs is said', async () => {
    const ended = await served.run(['orgs', '--token', 'ATATT3xFfGF0secret'], {});
    expect(ended).toMatchObject({ code: 64, stderr: expect.stringContaining('GUESTLIST_TOKEN') as string });
    expect(ended.stderr).not.toContain('ATATT3xFfGF0secret');
  });

  it('given as an argument without a name is not repeated', async () => {
    const ended = await served.run(['orgs', 'ATATT3xFfGF0secret']);
    expect(ended.code).toBe(64);
    expect(ended.stderr).not.toContain('ATATT3xFfGF0secret');
  });
});

test('without a token nobody is asked for anything', async () => {
  expect(await served.run(['orgs'], {})).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('GUESTLIST_TOKEN') as string,
  });
  expect(served.site.jira.log.all()).toEqual([]);
});

test.each(['abc\ndef', 'abc def', 'abc\u0000', 'ábc'])(
  'the token %j is refused without being repeated',
  (token) => {
    const read = (): unknown => credentialsIn({ GUESTLIST_TOKEN: token });
    expect(read).toThrow(UsageError);
    expect(read).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(token) as string }) as Error,
    );
  },
);

test('a project that there is not, or that the account does not see, ends the command', async () => {
  const ended = await served.run(['orgs', '--project', 'NOPE']);
  expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('NOPE') as string });
});

test('a space is named by --space or --project, and by both where they are the same', async () => {
  const named = await served.run(['orgs', '--space', 'SUP', '--project', 'SUP']);
  expect(named).toMatchObject({ code: 0, stderr: '' });
  expect(await served.run(['orgs', '--space', 'SUP'])).toEqual(named);
  expect(await served.run(['orgs', '--space', 'SUP', '--project', 'PAR'])).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('name two spaces') as string,
  });
});

test('somebody who is no agent of the project may not list its organizations', async () => {
  const ended = await served.run(['orgs'], as('user'));
  expect(ended).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('may not do this') as string,
  });
});

test('an agent may list them, by id and name', async () => {
  const { code, stdout } = await served.run(['orgs'], as('agent'));
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^\d+\tAcme\n\d+\tGlobex\n\d+\tUmbrella \(directory\)\t\(managed by an identity provider\)\n/,
  );
});

describe('the address of a site', () => {
  it.each([
    'https://acme.atlassian.net',
    'https://acme.atlassian.net/',
    'https://ACME.atlassian.net/jira/x?y=1',
  ])('%s leads to the site, and to the gateway for tokens with scopes', (text) => {
    expect(siteAddress(text)).toEqual({
      origin: 'https://acme.atlassian.net',
      gateway: 'https://api.atlassian.com',
    });
  });

  it.each([
    'http://acme.atlassian.net',
    'https://acme.atlassian.net.evil.example',
    'https://evil.example/acme.atlassian.net',
    'https://acme.atlassian.net@evil.example',
    'https://user:secret@acme.atlassian.net',
    'https://acme.atlassian.net:8443',
    'https://atlassian.net',
    'https://127.0.0.1.evil.example',
    'ftp://127.0.0.1',
    'acme.atlassian.net',
    '',
  ])('%s is refused: the token would go there', (text) => {
    expect(() => siteAddress(text)).toThrow(UsageError);
  });
});
