import type { Reply as BridgeReply } from '../../contract/reply';
import type { SendInput } from '../../domain/invitation/invitation';
import { sendInputSchema } from '../../domain/invitation/invitation';
import { procedure } from './guard';
import { CONTEXT, guardPorts, siteThatSays, yes } from '../../../test/fakes/guard';
import { DESK } from '../../../test/fakes/ids';
import type { FakeJira } from '../../../test/fakes/jira';

describe('a payload', () => {
  const person = { email: 'ada@acme.example' };
  const sound = { people: [person], organizations: [], notify: false };

  /** Calls a function that takes what `invite.send` takes. @returns its reply, and what it was given. */
  async function send(
    payload: unknown,
  ): Promise<{ reply: BridgeReply<unknown>; given: SendInput[]; jira: FakeJira }> {
    const given: SendInput[] = [];
    const jira = siteThatSays(yes('inviter'));
    const definition = procedure({
      name: 'invite.send',
      audience: 'inviter',
      input: sendInputSchema,
      handle: (input) => {
        given.push(input);
        return Promise.resolve({ ok: true, data: { outcomes: [], recorded: 'yes' } });
      },
    });
    return { reply: await definition.run({ payload, context: CONTEXT }, guardPorts(jira)), given, jira };
  }

  test('of the right shape is handed over as it is', async () => {
    expect((await send(sound)).given).toEqual([sound]);
  });

  test.each<[string, unknown, string]>([
    ['none at all', undefined, 'people (invalid_type)'],
    ['a text', 'people', 'payload (invalid_type)'],
    ['a list', [sound], 'payload (invalid_type)'],
    ['no notify', { people: [person], organizations: [] }, 'notify (invalid_type)'],
    ['a person without an address', { ...sound, people: [{}] }, 'people.0.email (invalid_type)'],
    ['an address that is no text', { ...sound, people: [{ email: 7 }] }, 'people.0.email (invalid_type)'],
    [
      'an address of 1,001 characters',
      { ...sound, people: [{ email: 'a'.repeat(1001) }] },
      'people.0.email (too_big)',
    ],
    [
      'a name of 1,001 characters',
      { ...sound, people: [{ ...person, displayName: 'a'.repeat(1001) }] },
      'people.0.displayName (too_big)',
    ],
    ['a project', { ...sound, projectId: '10002' }, 'projectId (unrecognized_keys)'],
    ['a service desk', { ...sound, serviceDeskId: DESK }, 'serviceDeskId (unrecognized_keys)'],
    [
      'an authority with a person',
      { ...sound, people: [{ ...person, asApp: true }] },
      'people.0.asApp (unrecognized_keys)',
    ],
    [
      'an account id that is none',
      { ...sound, people: [{ ...person, accountId: 'a/b' }] },
      'people.0.accountId (invalid_format)',
    ],
    [
      'an organization id that is none',
      { ...sound, organizations: [{ id: '../1' }] },
      'organizations.0.id (invalid_format)',
    ],
    [
      'an organization by id and by name',
      { ...sound, organizations: [{ id: '1', name: 'A' }] },
      'organizations.0 (invalid_union)',
    ],
    [
      'an organization name of 201 characters',
      { ...sound, organizations: [{ name: 'a'.repeat(201) }] },
      'organizations.0.name (too_big)',
    ],
    [
      'eleven organizations',
      { ...sound, organizations: Array(11).fill({ id: '1' }) },
      'organizations (too_big)',
    ],
    ['a channel that is none', { ...sound, progressChannel: '*' }, 'progressChannel (invalid_format)'],
    ['a very long key', { ...sound, ['k'.repeat(5000)]: 1 }, `${'k'.repeat(100)} (unrecognized_keys)`],
  ])('with %s is named by its place, and nothing is asked', async (_, payload, detail) => {
    const { reply, given, jira } = await send(payload);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input', params: { detail } } });
    expect(given).toEqual([]);
    expect(jira.calls).toEqual([]);
  });

  test('with nobody in it says that there is no address', async () => {
    expect((await send({ ...sound, people: [] })).reply).toMatchObject({ error: { code: 'address-empty' } });
  });

  test.each([26, 10_000])('with %i addresses says how many, and how many may be', async (count) => {
    const { reply } = await send({ ...sound, people: Array<unknown>(count).fill(person) });
    expect(reply).toEqual({
      ok: false,
      error: {
        code: 'too-many-addresses',
        params: { count, max: 25 },
      },
    });
  });

  test('with too many addresses says so first, whatever else is wrong', async () => {
    const people = [{ email: 7 }, ...Array<unknown>(30).fill(person)];
    expect((await send({ ...sound, people })).reply).toMatchObject({ error: { code: 'too-many-addresses' } });
  });

  test('of 500 KB is refused for its length, in few words, before anybody is asked', async () => {
    const { reply, given, jira } = await send({ ...sound, people: [{ email: 'a'.repeat(500_000) }] });
    expect(reply).toEqual({
      ok: false,
      error: { code: 'invalid-input', params: { detail: 'people.0.email (too_big)' } },
    });
    expect(given).toEqual([]);
    expect(jira.calls).toEqual([]);
  });

  test.each(['__proto__', 'constructor', 'prototype'])(
    'with a key called %s changes no object',
    async (key) => {
      const payload = JSON.parse(
        `{"people":[{"email":"a@b.example"}],"organizations":[],"notify":false,"${key}":{"polluted":1}}`,
      ) as unknown;
      await send(payload);
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    },
  );
});
