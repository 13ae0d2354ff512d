import { fakeJira, refusal } from './jira';
import type { Call, FakeJira, Reply, Script } from './jira';

export const CREATE = 'POST /rest/servicedeskapi/customer';
export const INVITE = 'POST /rest/servicedeskapi/servicedesk/7/customer/invite';
export const SEARCH = 'GET /rest/api/3/user/search';
export const LISTED = 'GET /rest/servicedeskapi/servicedesk/7/customer';
export const DESK_ADD = 'POST /rest/servicedeskapi/servicedesk/7/customer';
export const ACME_ADD = 'POST /rest/servicedeskapi/organization/11/user';
export const GLOBEX_ADD = 'POST /rest/servicedeskapi/organization/12/user';
/** Of the whole site, or those of which an account is a member. */
export const MEMBERSHIPS = 'GET /rest/servicedeskapi/organization';
export const LINKED = 'GET /rest/servicedeskapi/servicedesk/7/organization';
export const MY_PERMISSIONS = 'GET /rest/api/3/mypermissions';

/** The body of a create, or the query of a search. */
function emailIn({ body, query }: Call): string {
  return ((body as { email?: string } | undefined)?.email ?? query.get('query') ?? '').toLowerCase();
}

/** The account id that this site gives to an address. */
export function idOf(email: string): string {
  return `qm:${email.toLowerCase().replace('@', '.')}`;
}

/**
 * A service desk that takes everybody: it creates each address once, finds it from then on, and adds whom it is
 * asked to add. `but` replaces what it answers to single endpoints.
 */
export function serviceDesk(but: Script = {}, existing: readonly string[] = []): FakeJira {
  const known = new Set(existing);
  const create = (call: Call): Reply => {
    const email = emailIn(call);
    if (known.has(email)) return refusal(409, 'Exists.');
    known.add(email);
    return { status: 201, body: { accountId: idOf(email) } };
  };
  const search = (call: Call): Reply => {
    const email = emailIn(call);
    const person = { accountId: idOf(email), accountType: 'customer', emailAddress: email };
    return { status: 200, body: known.has(email) ? [person] : [] };
  };
  const linked = {
    values: [
      { id: '11', name: 'Acme' },
      { id: '12', name: 'Globex' },
    ],
    isLastPage: true,
  };
  return fakeJira({
    [CREATE]: create,
    [INVITE]: create,
    [SEARCH]: search,
    [LISTED]: { status: 200, body: { values: [] } },
    [DESK_ADD]: { status: 204 },
    [ACME_ADD]: { status: 204 },
    [GLOBEX_ADD]: { status: 204 },
    [LINKED]: { status: 200, body: linked },
    [MY_PERMISSIONS]: { status: 200, body: { permissions: { ADMINISTER: { havePermission: true } } } },
    ...but,
  });
}
