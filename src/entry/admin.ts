import * as z from 'zod/mini';
import { consent, showAuthority, testAuthority, withdraw } from '../authority/consent';
import { policyInputSchema } from '../contract/policy';
import { guarded } from '../guard/guard';
import type { Guarded } from '../guard/guard';
import { DEFAULT_POLICY } from '../policy/effective';
import { savePolicy } from '../policy/save';

const nothing = z.strictObject({});

const showAuthorityFunction = guarded({
  name: 'authority.show',
  audience: 'jiraAdmin',
  input: nothing,
  handle: (_input, _context, { settings }) => Promise.resolve({ ok: true, data: showAuthority(settings) }),
});

const testAuthorityFunction = guarded({
  name: 'authority.test',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, _context, { settings, callers, store, clock }) => ({
    ok: true,
    data: await testAuthority(settings, { callers, settings: store.settings, clock }),
  }),
});

const consentFunction = guarded({
  name: 'authority.consent',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, { actor }, { callers, store, clock }) => ({
    ok: true,
    data: await consent(actor, { callers, settings: store.settings, clock }),
  }),
});

const withdrawFunction = guarded({
  name: 'authority.withdraw',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, _context, { callers, store, clock }) => ({
    ok: true,
    data: await withdraw({ callers, settings: store.settings, clock }),
  }),
});

const showPolicyFunction = guarded({
  name: 'policy.show',
  audience: 'jiraAdmin',
  input: nothing,
  handle: (_input, _context, { settings }) =>
    Promise.resolve({ ok: true, data: settings.policy ?? DEFAULT_POLICY }),
});

const savePolicyFunction = guarded({
  name: 'policy.save',
  audience: 'jiraAdmin',
  input: policyInputSchema,
  handle: async (input, _context, { settings, store, callers }) => {
    const saved = await savePolicy(input, settings.policy, { settings: store.settings, admin: callers.user });
    return saved.ok ? { ok: true, data: saved.policy } : saved;
  },
});

export const adminFunctions: readonly Guarded[] = [
  showAuthorityFunction,
  testAuthorityFunction,
  consentFunction,
  withdrawFunction,
  showPolicyFunction,
  savePolicyFunction,
];
