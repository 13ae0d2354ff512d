/** The script that the story begins with, on the local site: an admin's token, one person after another. */
export interface Script {
  readonly site: string;
  readonly email: string;
  readonly apiToken: string;
}

/**
 * Looks each person up, creates a portal-only customer where there is none, and adds them to an organization.
 * It does not add them to the service desk: the original did not, either.
 *
 * @throws Error at the first answer that is no success.
 */
export async function runOriginalScript(
  { site, email, apiToken }: Script,
  people: readonly string[],
  organizationId: string,
): Promise<void> {
  const request = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(site + path, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };

  for (const person of people) {
    const found = (await request('GET', `/rest/api/3/user/search?query=${encodeURIComponent(person)}`)) as {
      accountId: string;
    }[];
    const account =
      found[0] ??
      ((await request('POST', '/rest/servicedeskapi/customer', { email: person, displayName: person })) as {
        accountId: string;
      });
    await request('POST', `/rest/servicedeskapi/organization/${organizationId}/user`, {
      accountIds: [account.accountId],
    });
  }
}
