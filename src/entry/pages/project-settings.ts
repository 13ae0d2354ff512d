import * as z from 'zod/mini';
import { showAudit } from '../../features/audit/show';
import { person } from '../../domain/actor';
import {
  keyRefSchema,
  projectKeyInputSchema,
  projectKeyUpdateSchema,
  rotateInputSchema,
} from '../../contract/api-key';
import { projectAuditQuerySchema } from '../../contract/audit';
import type { AccountId, ProjectId } from '../../domain/ids';
import { ownRulesInputSchema } from '../../domain/policy/policy';
import type { EnabledProject, Policy, ProjectSettings } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { createKey, revokeKey, rotateKey } from '../../features/api-keys/manage';
import { updateKey } from '../../features/api-keys/update';
import type { KeyScope } from '../../features/api-keys/key-scope';
import { enabledProject, siteRules } from '../../features/policy/effective';
import { saveOwnRules } from '../../features/policy/save';
import { dropSwitches } from '../../features/reconcile/settings';
import { handOver, keysView } from './keys';

const nothing = z.strictObject({});

const showProject = procedure({
  name: 'project.show',
  audience: 'projectAdmin',
  input: nothing,
  handle: (_input, { projectId }, { sitePolicy, project }) =>
    Promise.resolve(ok(settingsOf(project, projectId, sitePolicy))),
});

const saveProject = procedure({
  name: 'project.save',
  audience: 'projectAdmin',
  input: ownRulesInputSchema,
  handle: async (input, { actor, projectId }, { sitePolicy, ...ports }) => {
    const saved = await saveOwnRules(input, sitePolicy, projectId, person(actor), {
      ...ports,
      settings: ports.store.settings,
    });
    if (!saved.ok) return saved;
    // The hourly look does it otherwise.
    await dropSwitches(saved.data, person(actor), ports).catch(() => undefined);
    const project = enabledProject(saved.data, projectId);
    return project ? ok(settingsOf(project, projectId, saved.data)) : fail(reason('project-not-enabled'));
  },
});

const projectAudit = procedure({
  name: 'project.audit',
  audience: 'projectAdmin',
  input: projectAuditQuerySchema,
  handle: async (query, { projectId }, { sitePolicy, ...ports }) =>
    ok(await showAudit({ ...query, projectId }, sitePolicy, ports)),
});

const listKeys = procedure({
  name: 'project.keys.list',
  audience: 'projectAdmin',
  input: nothing,
  handle: (_input, context, authorized) =>
    withKeys(authorized.sitePolicy, () => keysView(managerOf(context), authorized)),
});

const createProjectKey = procedure({
  name: 'project.keys.create',
  audience: 'projectAdmin',
  input: projectKeyInputSchema,
  handle: (input, context, { sitePolicy, ...ports }) =>
    withKeys(sitePolicy, async (policy) =>
      handOver(
        await createKey({ ...input, projects: [context.projectId] }, managerOf(context), policy, ports),
      ),
    ),
});

const rotateProjectKey = procedure({
  name: 'project.keys.rotate',
  audience: 'projectAdmin',
  input: rotateInputSchema,
  handle: (input, context, { sitePolicy, ...ports }) =>
    withKeys(sitePolicy, async (policy) =>
      handOver(await rotateKey(input, managerOf(context), policy, ports)),
    ),
});

const updateProjectKey = procedure({
  name: 'project.keys.update',
  audience: 'projectAdmin',
  input: projectKeyUpdateSchema,
  handle: ({ id, limits, seen }, context, { sitePolicy, ...ports }) =>
    withKeys(sitePolicy, (policy) => {
      const projects = [context.projectId];
      const update = { id, limits: { ...limits, projects }, seen: { ...seen, projects } };
      return updateKey(update, managerOf(context), policy, ports);
    }),
});

const revokeProjectKey = procedure({
  name: 'project.keys.revoke',
  audience: 'projectAdmin',
  input: keyRefSchema,
  handle: (input, context, { sitePolicy, ...ports }) =>
    withKeys(sitePolicy, (policy) => revokeKey(input.id, managerOf(context), policy, ports)),
});

export const projectFunctions: readonly Procedure[] = [
  showProject,
  saveProject,
  projectAudit,
  listKeys,
  createProjectKey,
  rotateProjectKey,
  updateProjectKey,
  revokeProjectKey,
];

function settingsOf(project: EnabledProject, projectId: ProjectId, policy: Policy): ProjectSettings {
  const { version, auditDays, projectAdminsMakeKeys: mayMakeKeys } = policy;
  const site = siteRules(policy, project);
  return { version, projectId, site, own: project.own, mayMakeKeys, auditDays };
}

/** Keys are the project admins' business only where the policy says so. */
async function withKeys<T>(policy: Policy, then: (policy: Policy) => Promise<Result<T>>): Promise<Result<T>> {
  return policy.projectAdminsMakeKeys ? then(policy) : fail(reason('keys-not-allowed'));
}

function managerOf({
  actor,
  projectId,
}: {
  readonly actor: AccountId;
  readonly projectId: ProjectId;
}): KeyScope {
  return { accountId: actor, project: projectId };
}
