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
  'read:servicedesk-request': ['GET /rest/servicedeskapi/servicedesk'],
  'write:servicedesk-request': ['POST /rest/servicedeskapi/request/{issueIdOrKey}/participant'],
  'read:jira-user': [
    'GET /rest/api/3/user/search',
    'GET /rest/api/3/user/bulk',
    'GET /rest/api/3/user/assignable/search',
  ],
  'read:jira-work': [
    'GET /rest/api/3/mypermissions',
    'GET /rest/api/3/issue/{issueIdOrKey}',
    'GET /rest/api/3/issue/{issueIdOrKey}/comment',
    'POST /rest/api/3/search/jql',
  ],
  'read:email-address:jira': ['GET /rest/api/3/user/email/bulk'],
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
