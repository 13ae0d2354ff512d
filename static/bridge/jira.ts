import { requestJira } from '@forge/bridge';
import type { AccountId, OrganizationId, ProjectId, ServiceDeskId } from '../../src/contract/ids';

/** Accounts that one call names. */
const ACCOUNTS_MAX = 100;
/** Values that are loaded for a list or a picker: more than anybody scrolls through. */
const LISTED_MAX = 2000;

export interface OrganizationOption {
  readonly id: OrganizationId;
  readonly name: string;
  readonly scimManaged: boolean;
}

/**
 * The organizations linked to the desk, asked from the page as the person at it: it costs the app neither an
 * invocation nor points. What comes out of it is a choice; the resolver checks it again.
 *
 * @throws Error where Jira does not answer with a page.
 */
export async function linkedOrganizations(serviceDeskId: ServiceDeskId): Promise<OrganizationOption[]> {
  const found = await listAll<{ id: string; name: string; scimManaged?: boolean }>(
    `/rest/servicedeskapi/servicedesk/${serviceDeskId}/organization`,
  );
  return found
    .map(({ id, name, scimManaged = false }) => ({ id: id as OrganizationId, name, scimManaged }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

export interface ServiceProject {
  readonly projectId: ProjectId;
  readonly key: string;
  readonly name: string;
}

/**
 * The service projects that the person at the page can see.
 *
 * @throws Error where Jira does not answer with a page.
 */
export async function serviceProjects(): Promise<ServiceProject[]> {
  const found = await listAll<{ projectId: string; projectKey: string; projectName: string }>(
    '/rest/servicedeskapi/servicedesk',
  );
  return found
    .map(({ projectId, projectKey, projectName }) => ({
      projectId: projectId as ProjectId,
      key: projectKey,
      name: projectName,
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Names of accounts, asked as the person at the page; those that Jira does not show are left out. */
export async function displayNames(
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, string>> {
  const wanted = [...new Set(accountIds)].slice(0, ACCOUNTS_MAX);
  if (wanted.length === 0) return new Map();
  const query = new URLSearchParams([
    ...wanted.map((id): [string, string] => ['accountId', id]),
    ['maxResults', String(ACCOUNTS_MAX)],
  ]);
  try {
    const response = await requestJira(`/rest/api/3/user/bulk?${query.toString()}`, {
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) return new Map();
    const page = (await response.json()) as { values: { accountId: string; displayName: string }[] };
    return new Map(page.values.map(({ accountId, displayName }) => [accountId as AccountId, displayName]));
  } catch {
    return new Map();
  }
}

/** All values of one of the service desk API's lists, page after page. */
async function listAll<T>(path: string): Promise<T[]> {
  const found: T[] = [];
  for (let isLastPage = false; !isLastPage && found.length < LISTED_MAX;) {
    const response = await requestJira(`${path}?start=${found.length}&limit=100`, {
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) throw new Error(`Jira answered ${response.status}`);
    const page = (await response.json()) as { values: T[]; isLastPage: boolean };
    found.push(...page.values);
    isLastPage = page.isLastPage || page.values.length === 0;
  }
  return found;
}
