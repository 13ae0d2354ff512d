import * as z from 'zod/mini';
import { versionRefSchema, versionsInputSchema } from '../../contract/policy-versions';
import { dryRunInputSchema } from '../../contract/dry-run';
import { person } from '../../domain/actor';
import { policyInputSchema } from '../../domain/policy/policy';
import type { Policy } from '../../domain/policy/policy';
import { ok } from '../../domain/result';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { dryRun } from '../../features/invite/dry-run';
import { savePolicy } from '../../features/policy/save';
import { findVersion, listVersions } from '../../features/policy/versions';
import { dropSwitches } from '../../features/reconcile/settings';

const nothing = z.strictObject({});

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

/** Without what only the app has a use for: a Jira admin sends the rest back when they save. */
function shownPolicy({ off: _off, keysGeneration: _generation, ...shown }: Policy): Policy {
  return shown;
}

/** A Jira admin has them on the page of a space, too, to switch it on there. */
export const policyFunctions: readonly Procedure[] = [showPolicyFunction, savePolicyFunction];

export const policyAdminFunctions: readonly Procedure[] = [
  listVersionsFunction,
  showVersionFunction,
  tryPolicyFunction,
];
