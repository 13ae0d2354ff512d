import * as z from 'zod/mini';
import type { Reply as BridgeReply } from '../../contract/reply';
import { procedure } from './guard';
import { codeOf, CONTEXT, guardPorts, siteThatSays, yes } from '../../../test/fakes/guard';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira } from '../../../test/fakes/jira';

let logged: jest.SpyInstance<void, unknown[]>;
beforeEach(() => {
  logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => logged.mockRestore());

describe('what is read beside the permission check', () => {
  /** A function that reads as the user while the check is under way. */
  async function callBeside(
    beside: () => Promise<string>,
    jira: FakeJira,
  ): Promise<{ reply: BridgeReply<unknown>; given: string[] }> {
    const given: string[] = [];
    const definition = procedure({
      name: 'authority.show',
      audience: 'inviter',
      input: z.strictObject({}),
      prefetch: beside,
      handle: (_input, _context, _proven, read) => {
        given.push(read);
        return Promise.resolve({ ok: true, data: { authority: { kind: 'app' }, selfTest: undefined } });
      },
    });
    return { reply: await definition.run({ payload: {}, context: CONTEXT }, guardPorts(jira)), given };
  }

  test('reaches the function', async () => {
    const { given } = await callBeside(() => Promise.resolve('read'), siteThatSays(yes('inviter')));
    expect(given).toEqual(['read']);
  });

  test('is thrown away where the caller may not', async () => {
    const { reply, given } = await callBeside(() => Promise.resolve('read'), siteThatSays(refusal(403)));
    expect(codeOf(reply)).toBe('not-an-inviter');
    expect(given).toEqual([]);
  });

  test('does not hide that the caller may not, where it fails itself', async () => {
    const fails = (): Promise<string> => Promise.reject(new Error('secret'));
    expect(codeOf((await callBeside(fails, siteThatSays(refusal(403)))).reply)).toBe('not-an-inviter');
    expect(codeOf((await callBeside(fails, siteThatSays(yes('inviter')))).reply)).toBe('unexpected');
  });
});

describe('an error that nobody foresaw', () => {
  class JiraError extends Error {
    override readonly name = 'JiraError';
    readonly code = 'E_BROKEN';
  }

  async function callFailing(error: unknown): Promise<BridgeReply<unknown>> {
    const definition = procedure({
      name: 'authority.show',
      audience: 'inviter',
      input: z.strictObject({}),
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever a library throws
      handle: () => Promise.reject(error),
    });
    const jira = siteThatSays(yes('inviter'));
    return definition.run({ payload: {}, context: CONTEXT }, guardPorts(jira));
  }

  test('is told in words that betray nothing of it', async () => {
    const reply = await callFailing(new JiraError('ada@acme.example'));
    expect(codeOf(reply)).toBe('unexpected');
    expect(JSON.stringify(reply)).not.toContain('ada');
  });

  test('is logged by its class and code, without its message', async () => {
    await callFailing(new JiraError('ada@acme.example'));
    expect(logged.mock.calls).toEqual([
      ['{"event":"error","where":"authority.show","name":"JiraError","code":"E_BROKEN"}'],
    ]);
  });

  test('need not be an error', async () => {
    expect(codeOf(await callFailing('ada@acme.example'))).toBe('unexpected');
    expect(JSON.stringify(logged.mock.calls)).not.toContain('ada');
  });

  test.each(['ForgeKvsError', 'ForgeKvsAPIError', 'StorageError'])(
    'of storage (%s) is told as such',
    async (name) => {
      expect(codeOf(await callFailing(Object.assign(new Error(), { name })))).toBe('storage-unavailable');
    },
  );
});

test('no sentence that the screen does not read crosses the bridge with a refusal', async () => {
  const definition = procedure({
    name: 'invite.start',
    audience: 'inviter',
    input: z.strictObject({}),
    handle: () =>
      Promise.resolve({ ok: false, reason: { code: 'policy-looser', params: { rule: 'accounts' } } }),
  });
  const jira = siteThatSays(yes('inviter'));
  const reply = await definition.run({ payload: {}, context: CONTEXT }, guardPorts(jira));
  expect(reply).toEqual({
    ok: false,
    error: { code: 'policy-looser', params: { rule: 'accounts' } },
  });
});
