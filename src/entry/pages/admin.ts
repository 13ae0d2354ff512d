import * as z from 'zod/mini';
import { showAudit } from '../../features/audit/show';
import { consent, showAuthority, testAuthority, withdraw } from '../../features/authority/consent';
import { person } from '../../domain/actor';
import { keyInputSchema, keyRefSchema, rotateInputSchema } from '../../contract/api-key';
import { auditQuerySchema } from '../../contract/audit';
import type { AccountId } from '../../domain/ids';
import { policyInputSchema } from '../../domain/policy/policy';
import type { Policy } from '../../domain/policy/policy';
import { versionRefSchema, versionsInputSchema } from '../../contract/policy-versions';
import { dryRunInputSchema } from '../../contract/dry-run';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { dryRun } from '../../features/invite/dry-run';
import { createKey, revokeKey, rotateKey } from '../../features/api-keys/manage';
import type { KeyScope } from '../../features/api-keys/key-scope';
import { savePolicy } from '../../features/policy/save';
import { findVersion, listVersions } from '../../features/policy/versions';
import { dropSwitches } from '../../features/reconcile/settings';
import { handOver, keysView } from './keys';
import { ok } from '../../domain/result';

const nothing = z.strictObject({});

const showAuthorityFunction = procedure({
  name: 'authority.show',
  audience: 'jiraAdmin',
  input: nothing,
  handle: (_input, _context, { settings }) => Promise.resolve(ok(showAuthority(settings))),
});

const testAuthorityFunction = procedure({
  name: 'authority.test',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, _context, { settings, callers, store, clock }) =>
    ok(await testAuthority(settings, { callers, settings: store.settings, clock })),
});

const consentFunction = procedure({
  name: 'authority.consent',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, { actor }, { sitePolicy, ...ports }) =>
    ok(await consent({ actor, policy: sitePolicy }, { ...ports, settings: ports.store.settings })),
});

const withdrawFunction = procedure({
  name: 'authority.withdraw',
  audience: 'jiraAdmin',
  input: nothing,
  handle: async (_input, { actor }, { sitePolicy, ...ports }) =>
    ok(await withdraw({ actor, policy: sitePolicy }, { ...ports, settings: ports.store.settings })),
});

const showPolicyFunction = procedure({
  name: 'policy.show',
  audience: 'jiraAdmin',
  input: nothing,
  handle: (_input, _context, { sitePolicy }) => Promise.resolve(ok(shownPolicy(sitePolicy))),
});

const savePolicyFunction = procedure({
  name: 'policy.save',
  audience: 'jiraAdmin',
  input: policyInputSchema,
  handle: async (input, { actor }, { sitePolicy, callers, ...ports }) => {
    const saved = await savePolicy(input, sitePolicy, person(actor), {
      ...ports,
      settings: ports.store.settings,
      admin: callers.user,
    });
    if (!saved.ok) return saved;
    // The hourly look does it otherwise.
    await dropSwitches(saved.data, person(actor), ports).catch(() => undefined);
    return ok(shownPolicy(saved.data));
  },
});

const listVersionsFunction = procedure({
  name: 'policy.versions',
  audience: 'jiraAdmin',
  input: versionsInputSchema,
  handle: async ({ limit }, _context, { sitePolicy, store }) =>
    ok(await listVersions(limit, sitePolicy, store.settings)),
});

const showVersionFunction = procedure({
  name: 'policy.version',
  audience: 'jiraAdmin',
  input: versionRefSchema,
  handle: ({ version }, _context, { sitePolicy, store }) => findVersion(version, sitePolicy, store.settings),
});

/** A dry run for one address and project. */
const tryPolicyFunction = procedure({
  name: 'policy.try',
  audience: 'jiraAdmin',
  input: dryRunInputSchema,
  handle: async (input, _context, { settings, callers, clock }) =>
    ok(await dryRun(input, settings, callers, clock.now())),
});

const listKeysFunction = procedure({
  name: 'keys.list',
  audience: 'jiraAdmin',
  input: nothing,
  handle: (_input, { actor }, authorized) => keysView(siteManager(actor), authorized),
});

const createKeyFunction = procedure({
  name: 'keys.create',
  audience: 'jiraAdmin',
  input: keyInputSchema,
  handle: async (input, { actor }, { sitePolicy, ...ports }) =>
    handOver(await createKey(input, siteManager(actor), sitePolicy, ports)),
});

const rotateKeyFunction = procedure({
  name: 'keys.rotate',
  audience: 'jiraAdmin',
  input: rotateInputSchema,
  handle: async (input, { actor }, { sitePolicy, ...ports }) =>
    handOver(await rotateKey(input, siteManager(actor), sitePolicy, ports)),
});

const revokeKeyFunction = procedure({
  name: 'keys.revoke',
  audience: 'jiraAdmin',
  input: keyRefSchema,
  handle: ({ id }, { actor }, { sitePolicy, ...ports }) =>
    revokeKey(id, siteManager(actor), sitePolicy, ports),
});

const auditFunction = procedure({
  name: 'audit.page',
  audience: 'jiraAdmin',
  input: auditQuerySchema,
  handle: async (query, _context, { sitePolicy, ...ports }) => ok(await showAudit(query, sitePolicy, ports)),
});

/** Without what only the app has a use for: a Jira admin sends the rest back when they save. */
function shownPolicy({ off: _off, keysGeneration: _generation, ...shown }: Policy): Policy {
  return shown;
}

function siteManager(accountId: AccountId): KeyScope {
  return { accountId, project: undefined };
}

export const adminFunctions: readonly Procedure[] = [
  showAuthorityFunction,
  testAuthorityFunction,
  consentFunction,
  withdrawFunction,
  showPolicyFunction,
  savePolicyFunction,
  listVersionsFunction,
  showVersionFunction,
  tryPolicyFunction,
  listKeysFunction,
  createKeyFunction,
  rotateKeyFunction,
  revokeKeyFunction,
  auditFunction,
];
