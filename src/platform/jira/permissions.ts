import { getAppContext, permissions, route } from '@forge/api';
import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../domain/ids';
import { readAnswer } from './result';
import type { JiraResult } from './result';
import { json } from './client';
import type { JiraClient } from './client';
import { ok } from '../../domain/result';

/** A built-in permission, or the whole key of one that an app brought. */
export type ProjectPermission = 'SERVICEDESK_AGENT' | 'ADMINISTER_PROJECTS' | InvitePermission;
export type InvitePermission = `ari:cloud:ecosystem::extension/${string}`;

/** The key of the module in manifest.yml. */
const INVITE_PERMISSION = 'invite-customers';

/**
 * The permission "Invite customers", which this app brings to Jira's permission schemes.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-project-permission/
 */
export function invitePermission(): InvitePermission {
  const { appAri, environmentAri } = getAppContext();
  return `ari:cloud:ecosystem::extension/${appAri.appId}/${environmentAri.environmentId}/static/${INVITE_PERMISSION}`;
}

const grantsSchema = z.object({
  globalPermissions: z.array(z.string()),
  projectPermissions: z.array(
    z.object({ permission: z.string(), projects: z.array(z.union([z.number(), z.string()])) }),
  ),
});

/**
 * Which of these permissions a person holds in a project. `caller` acts for that very person, so that nothing
 * but their own right is needed to ask. A permission that Jira does not know is a `rejected` answer.
 *
 * `authorize().onJira()` of `@forge/api` asks the same, but takes a failed call for a plain "no".
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-permissions-check-post
 */
export async function heldPermissions(
  caller: JiraClient,
  accountId: AccountId,
  projectId: ProjectId,
  permissions: readonly ProjectPermission[],
): Promise<JiraResult<ReadonlySet<ProjectPermission>>> {
  const answer = await caller.requestJira(route`/rest/api/3/permissions/check`, {
    method: 'POST',
    ...json({
      accountId,
      projectPermissions: [{ permissions, projects: [Number(projectId)] }],
    }),
  });
  const read = await readAnswer(answer, grantsSchema);
  if (!read.ok) return read;
  const held = permissions.filter((permission) =>
    read.data.projectPermissions.some(
      (grant) => grant.permission === permission && grant.projects.some((id) => String(id) === projectId),
    ),
  );
  return ok(new Set(held));
}

/** Whether the installed version was granted a scope; taken for no where the runtime does not tell. */
export function holdsScope(scope: string): boolean {
  try {
    return permissions.hasScope(scope);
  } catch {
    return false;
  }
}

const myPermissionsSchema = z.object({
  permissions: z.object({ ADMINISTER: z.object({ havePermission: z.boolean() }) }),
});

/**
 * Whether the caller itself holds Administer Jira.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 */
export async function holdsAdminister(caller: JiraClient): Promise<JiraResult<boolean>> {
  const answer = await caller.requestJira(route`/rest/api/3/mypermissions?permissions=ADMINISTER`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, myPermissionsSchema);
  return read.ok ? ok(read.data.permissions.ADMINISTER.havePermission) : read;
}

/** Whether the caller lacks Administer Jira. Where Jira does not say that it is there, it is taken for missing. */
export async function lacksAdminister(caller: JiraClient): Promise<boolean> {
  const holds = await holdsAdminister(caller);
  return !(holds.ok && holds.data);
}
