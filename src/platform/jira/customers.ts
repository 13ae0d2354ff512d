import { route } from '@forge/api';
import * as z from 'zod/mini';
import { accountIdSchema } from '../../domain/ids';
import type { AccountId, ServiceDeskId } from '../../domain/ids';
import { readAnswer, readStatus } from './result';
import type { JiraResult } from './result';
import { EXPERIMENTAL, json } from './client';
import type { JiraClient } from './client';
import { ok } from '../../domain/result';

const customerSchema = z.object({ accountId: accountIdSchema });

export interface NewCustomer {
  readonly email: string;
  /** Never empty: `/customer/invite` documents a 400 for an empty one. */
  readonly displayName: string;
}

/**
 * Creates a portal-only customer. Sends no e-mail. Repeating it is safe: an address that is taken, by
 * whatever kind of account, is a `conflict`.
 *
 * Takes Administer Jira, says the documentation; whether the app's own account holds it differs by site.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-customer/#api-rest-servicedeskapi-customer-post
 */
export async function createCustomer(
  jira: JiraClient,
  customer: NewCustomer,
): Promise<JiraResult<{ accountId: AccountId }>> {
  const answer = await jira.requestJira(route`/rest/servicedeskapi/customer?strictConflictStatusCode=true`, {
    method: 'POST',
    ...json(customer),
  });
  return readAnswer(answer, customerSchema);
}

/**
 * Creates a portal-only customer, adds it to the desk and sends Jira's invitation e-mail. Experimental, so
 * a site may not have it (`missing`). An address that is taken is a `conflict`, and no e-mail goes out.
 *
 * Takes Administer Jira and service desk administrator.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-servicedesk/
 */
export async function inviteCustomer(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
  customer: NewCustomer,
): Promise<JiraResult<{ accountId: AccountId }>> {
  const answer = await jira.requestJira(
    route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/customer/invite?strictConflictStatusCode=true`,
    { method: 'POST', ...json(customer, EXPERIMENTAL) },
  );
  return readAnswer(answer, customerSchema);
}

/**
 * Adds customers to the desk; those on it already stay. A `rejected` answer can mean that some were unknown
 * and all others were added.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-servicedesk/#api-rest-servicedeskapi-servicedesk-servicedeskid-customer-post
 */
export async function addToDesk(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
  accountIds: readonly AccountId[],
): Promise<JiraResult<undefined>> {
  const answer = await jira.requestJira(route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/customer`, {
    method: 'POST',
    ...json({ accountIds }),
  });
  return readStatus(answer);
}

/**
 * Takes customers off the desk; who is not on it stays off. Takes a desk with restricted access: an open one, which
 * keeps no list, answers `rejected`.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-servicedesk/#api-rest-servicedeskapi-servicedesk-servicedeskid-customer-delete
 */
export async function removeFromDesk(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
  accountIds: readonly AccountId[],
): Promise<JiraResult<undefined>> {
  const answer = await jira.requestJira(route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/customer`, {
    method: 'DELETE',
    ...json({ accountIds }, EXPERIMENTAL),
  });
  return readStatus(answer);
}

const deskCustomersSchema = z.object({
  values: z.array(
    z.object({
      accountId: accountIdSchema,
      displayName: z.optional(z.string()),
      emailAddress: z.nullish(z.string()),
      active: z.optional(z.boolean()),
    }),
  ),
});

export interface DeskCustomer {
  readonly accountId: AccountId;
  readonly displayName: string;
  /** Absent where Jira hides it. */
  readonly email: string | undefined;
}

/** As a list tells of them: it holds those whose account was switched off, too. */
export interface ListedCustomer extends DeskCustomer {
  readonly isActive: boolean;
}

/**
 * Customers of the desk whose name or address matches, among the first 50: the inactive ones too. Empty on an open desk,
 * which keeps no list. At most 5 calls a second on the whole site.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-servicedesk/#api-rest-servicedeskapi-servicedesk-servicedeskid-customer-get
 */
export async function searchDeskList(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
  query: string,
): Promise<JiraResult<readonly ListedCustomer[]>> {
  const answer = await jira.requestJira(
    route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/customer?query=${query}&limit=50`,
    { headers: { Accept: 'application/json', ...EXPERIMENTAL } },
  );
  const page = await readAnswer(answer, deskCustomersSchema);
  if (!page.ok) return page;
  return ok(page.data.values.map(toListedCustomer));
}

/** The active ones of `searchDeskList`. */
export async function searchDeskCustomers(
  ...search: Parameters<typeof searchDeskList>
): Promise<JiraResult<readonly DeskCustomer[]>> {
  const found = await searchDeskList(...search);
  if (!found.ok) return found;
  return ok(found.data.flatMap(({ isActive, ...customer }) => (isActive ? [customer] : [])));
}

/** Asked for; Jira may give fewer, so the next page begins where this one ended. */
const PAGE_LIMIT = 50;

const deskPageSchema = z.extend(deskCustomersSchema, { isLastPage: z.boolean() });

/**
 * A page of the desk's customers, however they got there: all of them, the inactive ones too. An open desk keeps no list, so
 * that it is empty. At most 5 calls a second on the whole site.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-servicedesk/#api-rest-servicedeskapi-servicedesk-servicedeskid-customer-get
 */
export async function deskCustomersFrom(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
  start: number,
): Promise<JiraResult<{ readonly customers: readonly ListedCustomer[]; readonly isLast: boolean }>> {
  const answer = await jira.requestJira(
    route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/customer?start=${start}&limit=${PAGE_LIMIT}`,
    { headers: { Accept: 'application/json', ...EXPERIMENTAL } },
  );
  const page = await readAnswer(answer, deskPageSchema);
  if (!page.ok) return page;
  const { values, isLastPage } = page.data;
  return ok({
    customers: values.map(toListedCustomer),
    isLast: isLastPage || values.length === 0,
  });
}

/**
 * Whether the desk lists any customer. An open desk, which keeps no list, does not. At most 5 calls a second on the whole
 * site.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-servicedesk/#api-rest-servicedeskapi-servicedesk-servicedeskid-customer-get
 */
export async function listsCustomers(
  jira: JiraClient,
  serviceDeskId: ServiceDeskId,
): Promise<JiraResult<boolean>> {
  const answer = await jira.requestJira(
    route`/rest/servicedeskapi/servicedesk/${serviceDeskId}/customer?limit=1`,
    { headers: { Accept: 'application/json', ...EXPERIMENTAL } },
  );
  const page = await readAnswer(answer, deskCustomersSchema);
  return page.ok ? ok(page.data.values.length > 0) : page;
}

function toListedCustomer({
  accountId,
  displayName,
  emailAddress,
  active,
}: z.infer<typeof deskCustomersSchema>['values'][number]): ListedCustomer {
  return {
    accountId,
    displayName: displayName ?? '',
    email: emailAddress ?? undefined,
    isActive: active !== false,
  };
}
