import fc from 'fast-check';
import { actionInviteSchema } from '../../contract/automation';
import { readInputs } from './read-inputs';
import { anyText } from '../../../test/fakes/any-text';

const INPUTS = { email: 'ada@acme.example', project: 'SUP' };
const KINDS = ['rule', 'rovo'] as const;

describe('the inputs of an action', () => {
  test('become an invitation, without the space around them', () => {
    const read = readInputs(
      { email: ' ada@acme.example\n', name: ' Ada ', project: ' SUP ', organization: ' Acme ', notify: true },
      'rule',
    );
    expect(read).toEqual({
      ok: true,
      data: {
        project: 'SUP',
        invite: {
          email: 'ada@acme.example',
          displayName: 'Ada',
          organization: { name: 'Acme' },
          notify: true,
          through: { kind: 'rule' },
        },
      },
    });
  });

  test('name an organization by its id where it is all digits', () => {
    expect(readInputs({ ...INPUTS, organization: '42' }, 'rule')).toMatchObject({
      data: { invite: { organization: { id: '42' } } },
    });
  });

  test.each([
    ['true', true],
    ['false', false],
    ['', false],
    [null, false],
    [undefined, false],
    ['  ', false],
    [' True ', true],
  ])('send an e-mail or not: %j', (notify, expected) => {
    expect(readInputs({ ...INPUTS, notify }, 'rule')).toMatchObject({
      data: { invite: { notify: expected } },
    });
  });

  test('beside which the platform tells more are taken without it', () => {
    const read = readInputs({ ...INPUTS, context: { moduleKey: 'x' }, accountId: 'other' }, 'rovo');
    expect(JSON.stringify(read)).not.toMatch(/moduleKey|other/);
    expect(read.ok).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'inputs'],
    ['an address that is a list', { ...INPUTS, email: ['ada@acme.example'] }, 'email'],
    ['a text that is far too long', { ...INPUTS, name: 'a'.repeat(1001) }, 'name'],
    ['another word than true and false', { ...INPUTS, notify: 'perhaps' }, 'notify'],
  ])('are refused by their place: %s', (_what, payload, detail) => {
    expect(readInputs(payload, 'rule')).toEqual({
      ok: false,
      reason: { code: 'invalid-input', params: { detail } },
    });
  });

  test.each(KINDS)('without address or project invite nobody, for %s', (kind) => {
    for (const field of ['email', 'project']) {
      for (const value of [undefined, null, '', ' ']) {
        expect(readInputs({ ...INPUTS, [field]: value }, kind)).toEqual({
          ok: false,
          reason: { code: 'action-empty', params: { field } },
        });
      }
    }
  });

  test('name a rule without cutting a character in two', () => {
    const rule = `${'r'.repeat(99)}🎈`;
    expect(readInputs({ ...INPUTS, rule }, 'rule')).toMatchObject({
      data: { invite: { through: { kind: 'rule', name: 'r'.repeat(99) } } },
    });
  });

  test('whatever they are, make what the guard takes, or a reason', () => {
    const text = fc.option(fc.oneof(anyText({ maxLength: 150 }), fc.constant('{{x}}')));
    const payload = fc.record(
      { email: text, name: text, organization: text, project: text, endsAt: text, rule: text },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(payload, fc.constantFrom(...KINDS), (inputs, kind) => {
        const read = readInputs(inputs, kind);
        if (!read.ok) return;
        expect(actionInviteSchema.safeParse(read.data.invite).success).toBe(true);
        expect(JSON.stringify(read)).not.toContain('{{');
        expect(read.data.invite.through.name ?? '').not.toMatch(/[@\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
