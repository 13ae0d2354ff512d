import { route } from '@forge/api';
import * as z from 'zod/mini';
import { accountIdSchema, projectIdSchema, serviceDeskIdSchema } from '../../domain/ids';
import type { AccountId, ProjectId, ServiceDeskId } from '../../domain/ids';
import { readAnswer } from './result';
import type { JiraResult } from './result';
import type { JiraClient } from './client';
import { ok } from '../../domain/result';

const PAGE_LIMIT = 100;
const PAGES_MAX = 100;

const deskSchema = z.object({
  id: serviceDeskIdSchema,
  projectId: projectIdSchema,
  projectKey: z.string(),
  projectName: z.string(),
});

const deskPageSchema = z.object({ values: z.array(deskSchema), isLastPage: z.boolean() });

export interface ServiceDesk {
  readonly id: ServiceDeskId;
  readonly projectKey: string;
  readonly projectName: string;
}

/**
 * The desk of each project. Slow on a site with hundreds of desks, so it is asked when a project is
 * enabled, and the answer kept. A project id in place of the desk's is documented for some calls only.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-servicedesk/#api-rest-servicedeskapi-servicedesk-get
 */
export async function serviceDesksByProject(
  caller: JiraClient,
): Promise<JiraResult<ReadonlyMap<ProjectId, ServiceDesk>>> {
  const desks = new Map<ProjectId, ServiceDesk>();
  for (let page = 0, start = 0; page < PAGES_MAX; page += 1) {
    const answer = await caller.requestJira(
      route`/rest/servicedeskapi/servicedesk?start=${start}&limit=${PAGE_LIMIT}`,
      { headers: { Accept: 'application/json' } },
    );
    const read = await readAnswer(answer, deskPageSchema);
    if (!read.ok) return read;
    for (const { id, projectId, projectKey, projectName } of read.data.values) {
      desks.set(projectId, { id, projectKey, projectName });
    }
    start += read.data.values.length;
    if (read.data.isLastPage || read.data.values.length === 0) break;
  }
  return ok(desks);
}

/**
 * One desk, with its project as it is called now.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-servicedesk/#api-rest-servicedeskapi-servicedesk-servicedeskid-get
 */
export async function serviceDeskById(
  caller: JiraClient,
  id: ServiceDeskId,
): Promise<JiraResult<{ readonly projectId: ProjectId; readonly projectKey: string }>> {
  const answer = await caller.requestJira(route`/rest/servicedeskapi/servicedesk/${id}`, {
    headers: { Accept: 'application/json' },
  });
  return readAnswer(answer, deskSchema);
}

/** The first desk the caller can see: a harmless read, to learn whether the caller gets through at all. */
export async function canReadServiceDesks(caller: JiraClient): Promise<JiraResult<number>> {
  const answer = await caller.requestJira(route`/rest/servicedeskapi/servicedesk?limit=1`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, deskPageSchema);
  return read.ok ? ok(read.data.values.length) : read;
}

const projectSchema = z.object({ lead: z.optional(z.object({ accountId: accountIdSchema })) });

/**
 * Who leads a project; `undefined` where Jira does not tell.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-projectidorkey-get
 */
export async function leadOf(
  caller: JiraClient,
  projectId: ProjectId,
): Promise<JiraResult<AccountId | undefined>> {
  const answer = await caller.requestJira(route`/rest/api/3/project/${projectId}`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, projectSchema);
  return read.ok ? ok(read.data.lead?.accountId) : read;
}
