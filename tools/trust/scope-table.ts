/**
 * What each scope is for: the calls to Jira that need it, as Atlassian's OpenAPI files say (a test holds the table against
 * them), or what of Forge's own.
 */
export const SCOPE_CALLS: Readonly<Record<string, readonly string[]>> = {
  'manage:servicedesk-customer': [
    'POST /rest/servicedeskapi/customer',
    'GET /rest/servicedeskapi/organization',
    'POST /rest/servicedeskapi/organization',
    'GET /rest/servicedeskapi/organization/{organizationId}',
    'DELETE /rest/servicedeskapi/organization/{organizationId}',
    'GET /rest/servicedeskapi/organization/{organizationId}/user',
    'POST /rest/servicedeskapi/organization/{organizationId}/user',
    'DELETE /rest/servicedeskapi/organization/{organizationId}/user',
    'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer',
    'DELETE /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer',
    'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer',
    'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer/invite',
    'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization',
    'POST /rest/servicedeskapi/servicedesk/{serviceDeskId}/organization',
  ],
  'read:servicedesk-request': [
    'GET /rest/servicedeskapi/servicedesk',
    'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}',
  ],
  'write:servicedesk-request': ['POST /rest/servicedeskapi/request/{issueIdOrKey}/participant'],
  'write:issue:jira': ['PUT /rest/api/3/issue/{issueIdOrKey}'],
  'read:jira-user': [
    'GET /rest/api/3/user/search',
    'GET /rest/api/3/user/bulk',
    'GET /rest/api/3/myself',
    'GET /rest/api/3/user/assignable/search',
  ],
  'read:jira-work': [
    'GET /rest/api/3/mypermissions',
    'GET /rest/api/3/project/{projectIdOrKey}',
    'GET /rest/api/3/issue/{issueIdOrKey}',
    'GET /rest/api/3/issue/{issueIdOrKey}/comment',
    'POST /rest/api/3/search/jql',
  ],
  'read:email-address:jira': ['GET /rest/api/3/user/email/bulk'],
};

/**
 * Why a scope may be used in the name of a person who is not at the screen. A scope that is not here may not be, and
 * docs/security.md gives each of them a line.
 */
export const IMPERSONATION: Readonly<Record<string, string>> = {
  'manage:servicedesk-customer':
    'the delegate creates and enrols; a rule’s person sees no more organizations than theirs',
  'read:servicedesk-request':
    'the self-test reads with the authority that acts; whether others use an organization',
  'read:jira-user': 'the delegate finds the account of an address that is taken',
  'read:jira-work': 'whether the delegate still holds Administer Jira',
};

/** Calls that every app may make, whatever its scopes. */
export const CALLS_WITHOUT_SCOPE: readonly string[] = ['POST /rest/api/3/permissions/check'];

/** The scopes that Forge's own packages need, by what is imported; a package that is not here fails the check. */
export const FORGE_SCOPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@forge/kvs': { kvs: 'storage:app' },
  '@forge/api': { privacy: 'report:personal-data' },
  '@forge/resolver': {},
  '@forge/events': {},
  '@forge/realtime': {},
  '@forge/bridge': {},
};
