/** Why the app asks for each scope, in the words of a reviewer's question: what would not work without it. */
export const SCOPE_REASONS: Readonly<Record<string, string>> = {
  'storage:app':
    'Policy, audit log, API keys (hashed), imports and temporary access are kept in Forge’s hosted storage, on the customer’s own installation.',
  'manage:servicedesk-customer':
    'The main job: creating portal-only customers, adding them to a service desk and to organizations, and taking off what the app itself added. Jira has no narrower scope for it.',
  'read:servicedesk-request':
    'Which service desks there are, so that a Jira admin chooses those whose agents may invite. Requests are not read with it.',
  'write:servicedesk-request':
    'On the page of a request, the agent can add the invited customer as a participant: as the agent, when they tick it. Never as the app.',
  'write:issue:jira':
    'On a request without a reporter, the agent can make the invited customer its reporter: as the agent, with one click. It deletes nothing.',
  'read:jira-user':
    'Finding the account of an address that Jira says is taken, by exact address; names in the audit log.',
  'read:jira-work':
    'Whether the person at the screen may invite (their permissions, asked as them), and the addresses that a request speaks of, read as the agent.',
  'read:email-address:jira':
    'Comparing a hidden address exactly, so that no customer is taken for another. Addresses that are read so are neither shown nor stored.',
  'report:personal-data':
    'Reporting stored account ids to Atlassian each week, and erasing what is stored about closed accounts.',
};
