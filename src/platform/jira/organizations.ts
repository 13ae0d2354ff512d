import { route } from '@forge/api';
import * as z from 'zod/mini';
import { accountIdSchema } from '../../domain/ids';
import type { AccountId, OrganizationId, ServiceDeskId } from '../../domain/ids';
import { readAnswer, readStatus } from './result';
import type { JiraResult } from './result';
import { json } from './client';
import type { JiraClient } from './client';
import { organizationSchema, readPages, toOrganization } from './organization-pages';
import type { Organization, OrganizationPages, PagesWanted } from './organization-pages';
import { ok } from '../../domain/result';

export type { Organization } from './organization-pages';

/** Most that Jira gives of the site's organizations, or of the members of one, at a time. */
export const SITE_PAGE_LIMIT = 50;
/** Asked for; Jira may give fewer, so the next page begins where this one ended. */
const PAGE_LIMIT = 100;

export interface CreatedOrganization extends Organization {
  /** When Jira answered, by its own clock, in whole seconds as ms since 1970; `undefined` where it does not say. */
  readonly answeredAt: number | undefined;
  /** When the try that was answered went out, by our clock. */
  readonly askedAt: number | undefined;
  /** When the first try went out that got no answer: it may have done the work. */
  readonly silentSince: number | undefined;
}

/**
 * Organizations linked to the desk, in Jira's order. Takes being an agent of the desk, so it is asked as the user.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-servicedesk-servicedeskid-organization-get
 */
export function linkedOrganizations(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
  wanted?: PagesWanted,
): Promise<JiraResult<OrganizationPages>> {
  return readPages(
    (start) =>
      jira.requestJira(
        route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/organization?start=${start}&limit=${PAGE_LIMIT}`,
        { headers: { Accept: 'application/json' } },
      ),
    wanted,
  );
}

/**
 * Those of them of which an account is a member.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-servicedesk-servicedeskid-organization-get
 */
export function linkedOrganizationsOf(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
  accountId: AccountId,
  wanted?: PagesWanted,
): Promise<JiraResult<OrganizationPages>> {
  return readPages(
    (start) =>
      jira.requestJira(
        route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/organization?accountId=${accountId}&start=${start}&limit=${PAGE_LIMIT}`,
        { headers: { Accept: 'application/json' } },
      ),
    wanted,
  );
}

/**
 * Organizations of the whole site that the caller sees, in Jira's order. No parameter searches them by name.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-organization-get
 */
export function siteOrganizations(
  jira: JiraClient,
  wanted?: PagesWanted,
): Promise<JiraResult<OrganizationPages>> {
  return readPages(
    (start) =>
      jira.requestJira(route`/rest/servicedeskapi/organization?start=${start}&limit=${SITE_PAGE_LIMIT}`, {
        headers: { Accept: 'application/json' },
      }),
    wanted,
  );
}

/**
 * Organizations of the whole site of which an account is a member.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-organization-get
 */
export async function organizationsOf(
  jira: JiraClient,
  accountId: AccountId,
): Promise<JiraResult<readonly Organization[]>> {
  const read = await readPages((start) =>
    jira.requestJira(
      route`/rest/servicedeskapi/organization?accountId=${accountId}&start=${start}&limit=${SITE_PAGE_LIMIT}`,
      { headers: { Accept: 'application/json' } },
    ),
  );
  return read.ok ? ok(read.data.organizations) : read;
}

/**
 * One organization of the site.
 *
 * @returns a `missing` refusal where there is none.
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-organization-organizationid-get
 */
export async function organizationById(
  jira: JiraClient,
  id: OrganizationId,
): Promise<JiraResult<Organization>> {
  const answer = await jira.requestJira(route`/rest/servicedeskapi/organization/${id}`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, organizationSchema);
  return read.ok ? ok(toOrganization(read.data)) : read;
}

/**
 * Creates an organization, or returns the one that has this name already: anywhere on the site, linked to
 * the project or not. `createdAt` tells the two apart, held against Jira's own clock.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-organization-post
 */
export async function createOrganization(
  jira: JiraClient,
  name: string,
): Promise<JiraResult<CreatedOrganization>> {
  const answer = await jira.requestJira(route`/rest/servicedeskapi/organization`, {
    method: 'POST',
    ...json({ name }),
  });
  const read = await readAnswer(answer, organizationSchema);
  if (!read.ok) return read;
  const date = Date.parse(answer.headers.get('Date') ?? '');
  const answeredAt = Number.isNaN(date) ? undefined : date;
  const { askedAt, silentSince } = answer;
  return ok({ ...toOrganization(read.data), answeredAt, askedAt, silentSince });
}

/**
 * Deletes an organization, whatever it holds. Takes Administer Jira.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-organization-organizationid-delete
 */
export async function deleteOrganization(
  jira: JiraClient,
  organizationId: OrganizationId,
): Promise<JiraResult<undefined>> {
  const answer = await jira.requestJira(route`/rest/servicedeskapi/organization/${organizationId}`, {
    method: 'DELETE',
  });
  return readStatus(answer);
}

/** Links an organization to the desk; nothing changes where it is linked already. */
export async function linkOrganization(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
  organizationId: OrganizationId,
): Promise<JiraResult<undefined>> {
  const answer = await jira.requestJira(
    route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/organization`,
    { method: 'POST', ...json({ organizationId: Number(organizationId) }) },
  );
  return readStatus(answer);
}

/**
 * Adds customers to an organization; members stay members. A `rejected` answer can mean that some were
 * unknown; whether the others were added is not documented, so the caller asks again without them.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-organization-organizationid-user-post
 */
export async function addToOrganization(
  jira: JiraClient,
  organizationId: OrganizationId,
  accountIds: readonly AccountId[],
): Promise<JiraResult<undefined>> {
  const answer = await jira.requestJira(route`/rest/servicedeskapi/organization/${organizationId}/user`, {
    method: 'POST',
    ...json({ accountIds }),
  });
  return readStatus(answer);
}

/**
 * Takes customers off an organization; who is no member stays none. A `rejected` answer can mean that some were
 * unknown; `missing`: the organization is gone.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-organization-organizationid-user-delete
 */
export async function removeFromOrganization(
  jira: JiraClient,
  organizationId: OrganizationId,
  accountIds: readonly AccountId[],
): Promise<JiraResult<undefined>> {
  const answer = await jira.requestJira(route`/rest/servicedeskapi/organization/${organizationId}/user`, {
    method: 'DELETE',
    ...json({ accountIds }),
  });
  return readStatus(answer);
}

const membersPageSchema = z.object({
  values: z.array(z.object({ accountId: accountIdSchema })),
  isLastPage: z.boolean(),
});

/**
 * Members of an organization, page after page, in the order of their account ids.
 *
 * @param start how many are passed over.
 * @param pagesMax pages that are read at most.
 * @returns with them, how many were passed over or read, where there are more.
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/#api-rest-servicedeskapi-organization-organizationid-user-get
 */
export async function membersFrom(
  jira: JiraClient,
  organizationId: OrganizationId,
  start: number,
  pagesMax: number,
): Promise<JiraResult<{ readonly members: ReadonlySet<AccountId>; readonly next: number | undefined }>> {
  const members = new Set<AccountId>();
  let next = start;
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await jira.requestJira(
      route`/rest/servicedeskapi/organization/${organizationId}/user?start=${next}&limit=${SITE_PAGE_LIMIT}`,
      { headers: { Accept: 'application/json' } },
    );
    const read = await readAnswer(answer, membersPageSchema);
    if (!read.ok) return read;
    const { values, isLastPage } = read.data;
    for (const { accountId } of values) members.add(accountId);
    next += values.length;
    if (isLastPage || values.length === 0) return ok({ members, next: undefined });
  }
  return ok({ members, next });
}
