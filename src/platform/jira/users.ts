import { route } from '@forge/api';
import * as z from 'zod/mini';
import { accountIdSchema } from '../../domain/ids';
import type { AccountId, ProjectId } from '../../domain/ids';
import { readAnswer } from './result';
import type { JiraResult } from './result';
import type { JiraClient } from './client';
import { ok } from '../../domain/result';

/** Jira matches by prefix, so the wanted account can stand behind others. */
const SEARCH_MAX = 50;

const userSchema = z.object({
  accountId: accountIdSchema,
  accountType: z.optional(z.string()),
  displayName: z.optional(z.string()),
  emailAddress: z.nullish(z.string()),
});

export interface User {
  readonly accountId: AccountId;
  /** `atlassian`, `app`, `customer` (portal-only) or `unknown`. */
  readonly accountType: string;
  readonly displayName: string;
  /** Absent where the person hides it. */
  readonly email: string | undefined;
}

/**
 * Active users whose name or address begins with `query`. A caller without Browse users and groups gets an
 * empty list, not a refusal. A new account may take minutes to appear.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/#api-rest-api-3-user-search-get
 */
export async function searchUsers(jira: JiraClient, query: string): Promise<JiraResult<readonly User[]>> {
  const answer = await jira.requestJira(
    route`/rest/api/3/user/search?query=${query}&maxResults=${SEARCH_MAX}`,
    { headers: { Accept: 'application/json' } },
  );
  const read = await readAnswer(answer, z.array(userSchema));
  if (!read.ok) return read;
  return ok(
    read.data.map((user) => ({
      accountId: user.accountId,
      accountType: user.accountType ?? 'unknown',
      displayName: user.displayName ?? '',
      email: user.emailAddress ?? undefined,
    })),
  );
}

const emailsSchema = z.union([
  z.array(z.object({ accountId: accountIdSchema, email: z.string() })),
  // The specification shows one object, not a list, for the bulk operation.
  z.pipe(
    z.object({ accountId: accountIdSchema, email: z.string() }),
    z.transform((one) => [one]),
  ),
]);

/**
 * Addresses of accounts, hidden ones too. Works as the app only, and only where Atlassian approved it: a
 * refusal (400, 401, 403, 503) is to be expected.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-user-email-bulk-get
 */
export async function emailsOf(
  app: JiraClient,
  accountIds: readonly AccountId[],
): Promise<JiraResult<ReadonlyMap<AccountId, string>>> {
  const query = new URLSearchParams(
    accountIds.map((accountId): [string, string] => ['accountId', accountId]),
  );
  const answer = await app.requestJira(route`/rest/api/3/user/email/bulk?${query}`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, emailsSchema);
  if (!read.ok) return read;
  return ok(new Map(read.data.map(({ accountId, email }) => [accountId, email])));
}

/**
 * Whether an account can be given work in a project. In a service project that takes an agent's licence, so its agents can,
 * and its customers cannot. A caller without Browse users and groups or Assign issues is not told.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/#api-rest-api-3-user-assignable-search-get
 */
export async function isAssignable(
  jira: JiraClient,
  projectId: ProjectId,
  accountId: AccountId,
): Promise<JiraResult<boolean>> {
  const answer = await jira.requestJira(
    route`/rest/api/3/user/assignable/search?project=${projectId}&accountId=${accountId}`,
    { headers: { Accept: 'application/json' } },
  );
  const read = await readAnswer(answer, z.array(userSchema));
  return read.ok ? ok(read.data.some((user) => user.accountId === accountId)) : read;
}

const bulkSchema = z.object({ values: z.array(userSchema) });

/**
 * The type of an account: `atlassian`, `app`, `customer` (portal-only) or `unknown`.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-user-bulk-get
 */
export async function accountTypeOf(jira: JiraClient, accountId: AccountId): Promise<JiraResult<string>> {
  const answer = await jira.requestJira(route`/rest/api/3/user/bulk?accountId=${accountId}`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, bulkSchema);
  return read.ok ? ok(read.data.values[0]?.accountType ?? 'unknown') : read;
}

/**
 * The caller's own address; `undefined` where Jira does not tell it.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/#api-rest-api-3-myself-get
 */
export async function ownAddress(jira: JiraClient): Promise<JiraResult<string | undefined>> {
  const answer = await jira.requestJira(route`/rest/api/3/myself`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, userSchema);
  return read.ok ? ok(read.data.emailAddress ?? undefined) : read;
}
