// BEFORE: what scripts used to do, with the API token of an administrator. Do not copy it.
// Environment: JIRA_SITE, JIRA_EMAIL, JIRA_TOKEN. Usage: node before.mjs EMAIL ORGANIZATION_ID
const { JIRA_SITE, JIRA_EMAIL, JIRA_TOKEN } = process.env;
const [email, organizationId] = process.argv.slice(2);

async function jira(method, path, body) {
  const response = await fetch(JIRA_SITE + path, {
    method,
    headers: {
      Authorization: `Basic ${btoa(`${JIRA_EMAIL}:${JIRA_TOKEN}`)}`,
      'Content-Type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}

const [found] = await jira('GET', `/rest/api/3/user/search?query=${encodeURIComponent(email)}`);
const { accountId } =
  found ?? (await jira('POST', '/rest/servicedeskapi/customer', { email, displayName: email }));
await jira('POST', `/rest/servicedeskapi/organization/${organizationId}/user`, { accountIds: [accountId] });
