import type { Policy } from '../../domain/policy/policy';
import type { ScriptInvitation } from '../../contract/script-api';
import { policyForKey } from './policy-for-key';
import type { StoredKey } from '../api-keys/store/key-store';
import { ACME, GLOBEX } from '../../../test/fakes/invitations';
import { DESK, PROJECT, projectId } from '../../../test/fakes/ids';
import { storedKey } from '../../../test/fakes/keys';
import { policy } from '../../../test/fakes/policy';

const OTHER = projectId('10002');
const [acme, globex] = [ACME, GLOBEX].map(({ id, name }) => ({ id, name })) as [
  Pick<typeof ACME, 'id' | 'name'>,
  Pick<typeof ACME, 'id' | 'name'>,
];

function allowed(
  but: Partial<ScriptInvitation> = {},
  { key = storedKey(), set = policy() }: { readonly key?: StoredKey; readonly set?: Policy | undefined } = {},
) {
  return policyForKey(key, { email: 'ada@acme.example', project: 'SUP', ...but }, set);
}

function withOther(set = policy()): Policy {
  const other = { serviceDeskId: DESK, key: 'PAR', name: 'Partner help', overrides: {}, own: {} };
  return { ...set, projects: { ...set.projects, [OTHER]: other } };
}

describe('the project', () => {
  test.each(['SUP', 'sup', '10001'])('may be named as %s', (project) => {
    expect(allowed({ project })).toMatchObject({
      ok: true,
      data: { projectId: PROJECT, projectKey: 'SUP' },
    });
  });

  test.each([
    ['that is on, but not the key’s', { project: 'PAR' }],
    ['that is off', { project: 'OFF' }],
    ['that there is not', { project: '999' }],
    ['with a name of JavaScript’s', { project: 'constructor' }],
    ['whose key the other only begins with', { project: 'SU' }],
  ])('%s looks like any other that the key does not open', (_, but) => {
    expect(allowed(but, { set: withOther() })).toEqual({
      ok: false,
      reason: { why: { code: 'key-project' }, domain: 'acme.example' },
    });
  });

  test('is none where the policy switched it off after the key was made', () => {
    expect(allowed({}, { set: { ...policy(), projects: {} } })).toMatchObject({
      reason: { why: { code: 'key-project' } },
    });
  });

  test('is none where nobody set a policy', () => {
    expect(policyForKey(storedKey(), { email: 'ada@acme.example', project: 'SUP' }, undefined)).toMatchObject(
      {
        ok: false,
      },
    );
  });

  test('is the one named, of several that the key opens', () => {
    const key = storedKey({ projects: [PROJECT, OTHER] });
    expect(allowed({ project: 'PAR' }, { key, set: withOther() })).toMatchObject({
      data: { projectId: OTHER },
    });
  });
});

describe('domains', () => {
  const key = storedKey({ domains: ['acme.example'] });

  test.each(['ada@acme.example', 'ada@mail.acme.example', 'Ada@ACME.example'])(
    'of the key let %s in',
    (email) => {
      expect(allowed({ email }, { key })).toMatchObject({ ok: true });
    },
  );

  test.each(['ada@globex.example', 'ada@evilacme.example', 'ada@acme.example.evil.example'])(
    'of the key keep %s out',
    (email) => {
      expect(allowed({ email }, { key })).toMatchObject({
        ok: false,
        reason: { projectId: PROJECT, why: { code: 'key-domain' } },
      });
    },
  );

  test('are the policy’s alone where the key names none', () => {
    expect(allowed({ email: 'ada@globex.example' })).toMatchObject({ ok: true });
  });

  test('of what is no address are left to the one that says what is wrong with it', () => {
    expect(allowed({ email: 'nonsense' }, { key })).toMatchObject({ ok: true });
  });
});

describe('organizations', () => {
  const key = storedKey({ organizations: [globex] });

  test('are narrowed to those of the key', () => {
    const set = policy({ onlyOrganizations: [acme, globex] });
    expect(allowed({}, { key, set })).toMatchObject({ data: { onlyOrganizations: [globex] } });
  });

  test('are none where the key and the policy share none', () => {
    const set = policy({ onlyOrganizations: [acme] });
    expect(allowed({}, { key, set })).toMatchObject({ data: { organizations: 'none' } });
  });

  test('are not opened by a key where the policy has none', () => {
    expect(allowed({}, { key, set: policy({ organizations: 'none' }) })).toMatchObject({
      data: { organizations: 'none' },
    });
  });

  test('are those of the policy where the key names none', () => {
    expect(allowed({}, { set: policy({ onlyOrganizations: [acme] }) })).toMatchObject({
      data: { onlyOrganizations: [acme] },
    });
  });

  test('that a rule names for the domain must be the key’s, too', () => {
    const set = policy({ domainOrganizations: [{ domain: 'acme.example', organization: acme }] });
    expect(allowed({}, { key, set })).toMatchObject({
      ok: false,
      reason: { why: { code: 'key-organization' } },
    });
    expect(allowed({}, { key: storedKey({ organizations: [acme] }), set })).toMatchObject({ ok: true });
  });
});

test('a refusal tells the domain, never the address', () => {
  expect(JSON.stringify(allowed({ project: 'OFF' }))).not.toContain('ada');
});
