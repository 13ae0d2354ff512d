import * as z from 'zod/mini';
import { showAudit } from '../../features/audit/show';
import { person } from '../../domain/actor';
import { keyRefSchema, projectKeyInputSchema, rotateInputSchema } from '../../contract/api-key';
import { projectAuditQuerySchema } from '../../contract/audit';
import type { AccountId, ProjectId } from '../../domain/ids';
import { ownRulesInputSchema } from '../../domain/policy/policy';
import type { Policy, ProjectSettings } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { guarded } from '../../features/authorization/guard';
import type { Guarded } from '../../features/authorization/guard';
import { createKey, revokeKey, rotateKey } from '../../features/api-keys/manage';
import type { KeyScope } from '../../features/api-keys/key-scope';
import { DEFAULT_POLICY, enabledProject, siteRules } from '../../features/policy/effective';
import { saveOwnRules } from '../../features/policy/save';
import { dropSwitches } from '../../features/reconcile/settings';
import type { Settings } from '../../features/policy/store/settings-store';
import { handOver, keysView } from './keys';

const nothing = z.strictObject({});

const showProject = guarded({
  name: 'project.show',
  audience: 'projectAdmin',
  input: nothing,
  handle: (_input, { projectId }, { settings }) =>
    Promise.resolve(projectSettings(settings.policy ?? DEFAULT_POLICY, projectId)),
});

const saveProject = guarded({
  name: 'project.save',
  audience: 'projectAdmin',
  input: ownRulesInputSchema,
  handle: async (input, { actor, projectId }, { settings, ...ports }) => {
    const current = settings.policy ?? DEFAULT_POLICY;
    const saved = await saveOwnRules(input, current, projectId, person(actor), {
      ...ports,
      settings: ports.store.settings,
    });
    if (!saved.ok) return saved;
    // The hourly look does it otherwise.
    await dropSwitches(saved.data, person(actor), ports).catch(() => undefined);
    return projectSettings(saved.data, projectId);
  },
});

const projectAudit = guarded({
  name: 'project.audit',
  audience: 'projectAdmin',
  input: projectAuditQuerySchema,
  handle: async (query, { projectId }, { settings, ...ports }) =>
    ok(await showAudit({ ...query, projectId }, settings.policy ?? DEFAULT_POLICY, ports)),
});

const listKeys = guarded({
  name: 'project.keys.list',
  audience: 'projectAdmin',
  input: nothing,
  handle: (_input, context, proven) =>
    withKeys(proven.settings, context.projectId, () => keysView(managerOf(context), proven)),
});

const createProjectKey = guarded({
  name: 'project.keys.create',
  audience: 'projectAdmin',
  input: projectKeyInputSchema,
  handle: (input, context, { settings, ...ports }) =>
    withKeys(settings, context.projectId, async (policy) =>
      handOver(
        await createKey({ ...input, projects: [context.projectId] }, managerOf(context), policy, ports),
      ),
    ),
});

const rotateProjectKey = guarded({
  name: 'project.keys.rotate',
  audience: 'projectAdmin',
  input: rotateInputSchema,
  handle: (input, context, { settings, ...ports }) =>
    withKeys(settings, context.projectId, async (policy) =>
      handOver(await rotateKey(input, managerOf(context), policy, ports)),
    ),
});

const revokeProjectKey = guarded({
  name: 'project.keys.revoke',
  audience: 'projectAdmin',
  input: keyRefSchema,
  handle: (input, context, { settings, ...ports }) =>
    withKeys(settings, context.projectId, async (policy) => {
      const revoked = await revokeKey(input.id, managerOf(context), policy, ports);
      return revoked.ok ? ok(revoked.data.key) : revoked;
    }),
});

export const projectFunctions: readonly Guarded[] = [
  showProject,
  saveProject,
  projectAudit,
  listKeys,
  createProjectKey,
  rotateProjectKey,
  revokeProjectKey,
];

function projectSettings(policy: Policy, projectId: ProjectId): Result<ProjectSettings> {
  const project = enabledProject(policy, projectId);
  if (!project) return fail(reason('project-not-enabled'));
  const { version, auditDays, projectAdminsMakeKeys: mayMakeKeys } = policy;
  const site = siteRules(policy, project);
  return ok({ version, projectId, site, own: project.own, mayMakeKeys, auditDays });
}

/** Keys are the project admins' business only where the policy says so. */
async function withKeys<T>(
  { policy = DEFAULT_POLICY }: Settings,
  projectId: ProjectId,
  then: (policy: Policy) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (!enabledProject(policy, projectId)) return fail(reason('project-not-enabled'));
  if (!policy.projectAdminsMakeKeys) return fail(reason('keys-not-allowed'));
  return then(policy);
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
