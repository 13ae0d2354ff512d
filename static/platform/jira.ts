import { requestJira } from '@forge/bridge';
import type { AccountId, OrganizationId, ProjectId, ServiceDeskId } from '../../src/domain/ids';

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
  return organizationsAt(`/rest/servicedeskapi/servicedesk/${serviceDeskId}/organization`);
}

/**
 * The organizations of the site that the person at the page can see.
 *
 * @throws Error where Jira does not answer with a page.
 */
export async function siteOrganizations(): Promise<OrganizationOption[]> {
  return organizationsAt('/rest/servicedeskapi/organization');
}

async function organizationsAt(path: string): Promise<OrganizationOption[]> {
  const found = await listAll<{ id: string; name: string; scimManaged?: boolean }>(path);
  return found
    .map(({ id, name, scimManaged = false }) => ({ id: id as OrganizationId, name, scimManaged }))
    .sort(byName);
}

export interface ServiceProject {
  readonly projectId: ProjectId;
  readonly serviceDeskId: ServiceDeskId;
  readonly key: string;
  readonly name: string;
}

/**
 * The service projects that the person at the page can see.
 *
 * @throws Error where Jira does not answer with a page.
 */
export async function serviceProjects(): Promise<ServiceProject[]> {
  const found = await listAll<{ id: string; projectId: string; projectKey: string; projectName: string }>(
    '/rest/servicedeskapi/servicedesk',
  );
  return found
    .map(({ id, projectId, projectKey, projectName }) => ({
      projectId: projectId as ProjectId,
      serviceDeskId: id as ServiceDeskId,
      key: projectKey,
      name: projectName,
    }))
    .sort(byName);
}

/** “Team 2” before “Team 10”. */
function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name.localeCompare(other.name, undefined, { numeric: true });
}

/** What tells accounts of one address apart. What Jira does not tell the person at the page is left out. */
export interface AboutAccount {
  readonly organizations?: readonly string[];
  /** ISO 8601; `null` where there is no request that the person may see. */
  readonly lastRequest?: string | null;
}

/** Asks as the person at the page in which organizations an account is, and for its last request in the project. */
export async function aboutAccount(accountId: AccountId, projectId: ProjectId): Promise<AboutAccount> {
  const [organizations, lastRequest] = await Promise.all([
    namesOfOrganizations(accountId).catch(() => undefined),
    lastRequestOf(accountId, projectId).catch(() => undefined),
  ]);
  return { ...(organizations && { organizations }), ...(lastRequest !== undefined && { lastRequest }) };
}

async function namesOfOrganizations(accountId: AccountId): Promise<readonly string[]> {
  const query = new URLSearchParams({ accountId, start: '0', limit: '50' });
  const page = await readJson<{ values: { name: string }[] }>(
    await requestJira(`/rest/servicedeskapi/organization?${query.toString()}`, {
      headers: { Accept: 'application/json' },
    }),
  );
  return page.values.map(({ name }) => name);
}

async function lastRequestOf(accountId: AccountId, projectId: ProjectId): Promise<string | null> {
  const { issues } = await readJson<{ issues: { fields: { created: string } }[] }>(
    await requestJira('/rest/api/3/search/jql', {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({
        jql: `project = ${projectId} AND reporter in ("${accountId}") ORDER BY created DESC`,
        fields: ['created'],
        maxResults: 1,
      }),
    }),
  );
  // Jira writes `+0000`, which not every browser reads.
  return issues[0]?.fields.created.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') ?? null;
}

async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`Jira answered ${response.status}`);
  return (await response.json()) as T;
}

/** Names of accounts, asked as the person at the page; those that Jira does not show are left out. */
export async function displayNames(
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, string>> {
  const wanted = [...new Set(accountIds)];
  const calls: Promise<readonly (readonly [AccountId, string])[]>[] = [];
  for (let from = 0; from < wanted.length; from += ACCOUNTS_MAX) {
    calls.push(namesOf(wanted.slice(from, from + ACCOUNTS_MAX)));
  }
  return new Map((await Promise.all(calls)).flat());
}

async function namesOf(accountIds: readonly AccountId[]): Promise<readonly (readonly [AccountId, string])[]> {
  const query = new URLSearchParams([
    ...accountIds.map((id): [string, string] => ['accountId', id]),
    ['maxResults', String(ACCOUNTS_MAX)],
  ]);
  try {
    const response = await requestJira(`/rest/api/3/user/bulk?${query.toString()}`, {
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) return [];
    const page = (await response.json()) as { values: { accountId: string; displayName: string }[] };
    return page.values.map(({ accountId, displayName }) => [accountId as AccountId, displayName] as const);
  } catch {
    return [];
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
