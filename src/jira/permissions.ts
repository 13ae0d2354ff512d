import { route } from '@forge/api';
import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../contract/ids';
import { readAnswer } from './answer';
import type { Answered } from './answer';
import { json } from './caller';
import type { JiraCaller } from './caller';

export type ProjectPermission = 'SERVICEDESK_AGENT' | 'ADMINISTER_PROJECTS';

const grantsSchema = z.object({
  globalPermissions: z.array(z.string()),
  projectPermissions: z.array(
    z.object({ permission: z.string(), projects: z.array(z.union([z.number(), z.string()])) }),
  ),
});

/**
 * Whether a person holds a permission in a project. `caller` acts for that very person, so that nothing
 * but their own right is needed to ask.
 *
 * `authorize().onJira()` of `@forge/api` asks the same, but takes a failed call for a plain "no".
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-permissions-check-post
 */
export async function hasProjectPermission(
  caller: JiraCaller,
  accountId: AccountId,
  projectId: ProjectId,
  permission: ProjectPermission,
): Promise<Answered<boolean>> {
  const answer = await caller.requestJira(route`/rest/api/3/permissions/check`, {
    method: 'POST',
    ...json({
      accountId,
      projectPermissions: [{ permissions: [permission], projects: [Number(projectId)] }],
    }),
  });
  const read = await readAnswer(answer, grantsSchema);
  if (!read.ok) return read;
  const granted = read.data.projectPermissions.some(
    (grant) => grant.permission === permission && grant.projects.some((id) => String(id) === projectId),
  );
  return { ok: true, data: granted };
}

const myPermissionsSchema = z.object({
  permissions: z.object({ ADMINISTER: z.object({ havePermission: z.boolean() }) }),
});

/**
 * Whether the caller itself holds Administer Jira.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 */
export async function holdsAdminister(caller: JiraCaller): Promise<Answered<boolean>> {
  const answer = await caller.requestJira(route`/rest/api/3/mypermissions?permissions=ADMINISTER`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, myPermissionsSchema);
  return read.ok ? { ok: true, data: read.data.permissions.ADMINISTER.havePermission } : read;
}
