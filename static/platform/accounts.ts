import { requestJira } from '@forge/bridge';
import type { AccountId, ProjectId } from '../../src/domain/ids';
import { readJson } from './jira';

/** Accounts that one call names. */
const ACCOUNTS_MAX = 100;
/** People who are offered for what was typed. */
const FOUND_MAX = 10;
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

export interface Person {
  readonly accountId: AccountId;
  readonly displayName: string;
  /** As far as Jira shows it. */
  readonly emailAddress?: string;
}

/** Those whom Jira finds by a name or an address, as the person at the page. None where Jira does not answer. */
export async function findPeople(text: string): Promise<readonly Person[]> {
  const query = new URLSearchParams({ query: text, maxResults: String(FOUND_MAX) });
  try {
    const response = await requestJira(`/rest/api/3/user/search?${query.toString()}`, {
      headers: { Accept: 'application/json' },
    });
    return response.ok ? ((await response.json()) as Person[]) : [];
  } catch {
    return [];
  }
}
