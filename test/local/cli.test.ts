import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, runUntilLine } from './cli';
import type { Ended } from './cli';

jest.setTimeout(30_000);

/** Where these tests keep their sites: not where a developer's is. */
const state = mkdtempSync(path.join(tmpdir(), 'local-site-'));
afterAll(() => rmSync(state, { recursive: true }));

interface Outcome {
  readonly state: string;
  readonly accountId: string;
  readonly steps: readonly { readonly step: string; readonly change: string }[];
  readonly reason?: { readonly code: string; readonly message: string; readonly next: string };
}

const invite = (...args: string[]): Promise<Ended> => run('invite', ['--state', state, ...args]);
const MAIN_JOB = ['--as', 'agent@guestlist.example', '--project', 'SUP', '--organization', 'Acme'];
const outcomeIn = ({ stdout }: Ended): Outcome => JSON.parse(stdout) as Outcome;
const changesIn = (ended: Ended): Record<string, string> =>
  Object.fromEntries(outcomeIn(ended).steps.map(({ step, change }) => [step, change]));

describe('npm run site', () => {
  let site: Awaited<ReturnType<typeof runUntilLine>>;
  beforeAll(async () => {
    site = await runUntilLine('site', ['--port', '0']);
  });
  afterAll(() => site.end());

  interface Ready {
    readonly ready: boolean;
    readonly site: string;
    readonly users: readonly { readonly role: string; readonly email: string; readonly apiToken: string }[];
    readonly projects: readonly { readonly key: string }[];
  }
  const ready = (): Ready => JSON.parse(site.line) as Ready;

  it('prints one line of JSON when it is ready, with its address and its projects', () => {
    expect(ready()).toMatchObject({
      ready: true,
      site: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      projects: [{ key: 'SUP' }, { key: 'PAR' }],
    });
  });

  it('names everybody with a role, and how to be them', () => {
    const text = expect.any(String) as string;
    expect(ready().users).toEqual(
      ['jira-admin', 'project-admin', 'agent', 'other-agent', 'user', 'no-customer-role', 'customer'].map(
        (role) => ({ role, accountId: text, email: text, apiToken: text }),
      ),
    );
  });

  it('serves whom it names', async () => {
    for (const { email, apiToken } of ready().users) {
      const headers = { Authorization: `Basic ${btoa(`${email}:${apiToken}`)}` };
      const response = await fetch(`${ready().site}/rest/api/3/myself`, { headers });
      expect(await response.json()).toHaveProperty('emailAddress', email);
    }
  });

  it('can be used by npm run invite', async () => {
    const email = 'elsewhere@acme.example';
    const ended = await invite('--site', ready().site, ...MAIN_JOB, '--email', email, '--json');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const calls = (await (await fetch(`${ready().site}/__site/calls`)).json()) as object[];
    expect(calls).toContainEqual(expect.objectContaining({ as: 'app', method: 'POST', status: 201 }));
  });

  it('tells npm run invite who is not there', async () => {
    const ended = await invite('--site', ready().site, '--as', 'stranger', '--email', 'x@acme.example');
    expect(ended).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('nobody called stranger') as string,
    });
  });

  it('says in words that its port is taken', async () => {
    const ended = await run('site', ['--port', new URL(ready().site).port]);
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^The port is taken/) as string,
    });
  });
});

describe('npm run invite', () => {
  it('makes each step the first time, and finds each one done the second time', async () => {
    const args = [...MAIN_JOB, '--email', 'ada@acme.example', '--json'];
    const first = await invite(...args);
    const second = await invite(...args);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(changesIn(first)).toEqual({ account: 'made', desk: 'made', organization: 'made' });
    expect(changesIn(second)).toEqual({ account: 'already', desk: 'already', organization: 'already' });
    expect(outcomeIn(second).accountId).toBe(outcomeIn(first).accountId);

    const anew = await invite(...args, '--fresh');
    expect(changesIn(anew)).toHaveProperty('account', 'made');
  });

  it('ends with 1, the reason and the next step where the app lacks power', async () => {
    const ended = await invite(
      ...MAIN_JOB,
      '--profile',
      'app-not-admin',
      '--email',
      'ada@acme.example',
      '--json',
    );
    expect(ended.code).toBe(1);
    expect(outcomeIn(ended)).toMatchObject({
      state: 'failed',
      reason: {
        message: expect.any(String) as string,
        next: expect.stringContaining('Jira admin') as string,
      },
    });
  });

  it('prints words, a line for each step, without --json', async () => {
    const { code, stdout } = await invite(
      ...MAIN_JOB,
      '--profile',
      'open-desk',
      '--email',
      'bob@acme.example',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^done: bob@acme\.example \(qm:.*\)\n {2}account: made\n/);
  });

  it('says that its state cannot be read', async () => {
    writeFileSync(path.join(state, 'slow-index.json'), '{"jira"');
    const ended = await invite('--profile', 'slow-index', '--email', 'x@acme.example');
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('--fresh') as string });
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});
