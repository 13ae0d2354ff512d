import type { JiraSite } from '../../local/jira/site';
import type { Organization, RequestType } from '../../local/jira/state';
import { OPT_IN, personWithRole } from './people';
import type { CallOptions } from './people';

/** What a call is made with: things of the site, and an account id. */
export interface Seeded {
  readonly acme: Organization;
  readonly directory: Organization;
  readonly type: RequestType;
  readonly customer: string;
}

/** One call to one operation, and the status that it is to answer. */
export interface Sample extends CallOptions {
  /** As in the specification: `GET /rest/…/{id}`. */
  readonly operation: string;
  /** The path with its values and query; the operation's own where there is none to fill in. */
  readonly path?: string;
  readonly as: string;
  readonly status: number;
  readonly profile?: string;
  readonly before?: (site: JiraSite) => void;
}

export function seededIn(site: JiraSite): Seeded {
  const desk = site.state.desk('SUP');
  const type = [...(desk?.requestTypes.values() ?? [])][0];
  const organizations = [...site.state.organizations.values()];
  const acme = organizations.find(({ name }) => name === 'Acme');
  const directory = organizations.find(({ scimManaged }) => scimManaged);
  if (!type || !acme || !directory) throw new Error('The seed changed');
  return { acme, directory, type, customer: personWithRole(site, 'customer').accountId };
}

const NEW = { email: 'ada@acme.example', displayName: 'Ada Lovelace' };
const TAKEN = { email: 'customer@guestlist.example', displayName: 'Cleo' };
const API = '/rest/servicedeskapi';
const DESK = `${API}/servicedesk/{serviceDeskId}`;
const ORGANIZATION = `${API}/organization/{organizationId}`;

export function customerSamples({ customer }: Seeded): Sample[] {
  const create = `POST ${API}/customer`;
  const strict = `${API}/customer?strictConflictStatusCode=true`;
  const invite = { operation: `POST ${DESK}/customer/invite`, headers: OPT_IN };
  const to = (desk: string): string => `${API}/servicedesk/${desk}/customer/invite`;
  const revoke = `PUT ${API}/customer/user/{accountId}/revoke-portal-only-access`;
  const at = (account: string): string =>
    `${API}/customer/user/${encodeURIComponent(account)}/revoke-portal-only-access`;
  const promote = (site: JiraSite): void => {
    Object.assign(personWithRole(site, 'jira-admin'), { siteAdmin: true });
  };
  return [
    { operation: create, as: 'jira-admin', body: NEW, status: 201 },
    { operation: create, as: 'jira-admin', body: { email: 'no address' }, status: 400 },
    { operation: create, as: 'jira-admin', body: TAKEN, status: 400 },
    { operation: create, as: 'jira-admin', body: TAKEN, path: strict, status: 409 },
    { operation: create, as: 'agent', body: NEW, status: 403 },
    { operation: create, as: 'user', body: NEW, status: 403 },
    { ...invite, as: 'jira-admin', path: to('1'), body: NEW, status: 201 },
    { ...invite, as: 'jira-admin', path: to('1'), body: { ...NEW, displayName: ' ' }, status: 400 },
    { ...invite, as: 'agent', path: to('1'), body: NEW, status: 403 },
    { ...invite, as: 'jira-admin', path: to('99'), body: NEW, status: 404 },
    {
      ...invite,
      as: 'jira-admin',
      path: `${to('1')}?strictConflictStatusCode=true`,
      body: TAKEN,
      status: 409,
    },
    { operation: revoke, as: 'jira-admin', path: at(customer), before: promote, status: 204 },
    { operation: revoke, as: 'jira-admin', path: at(customer), status: 403 },
    { operation: revoke, as: 'jira-admin', path: at('nobody'), before: promote, status: 404 },
  ];
}

export function deskCustomerSamples({ customer }: Seeded): Sample[] {
  const list = { operation: `GET ${DESK}/customer`, headers: OPT_IN };
  const add = { operation: `POST ${DESK}/customer`, body: { accountIds: [customer] } };
  const remove = { operation: `DELETE ${DESK}/customer`, headers: OPT_IN, body: { accountIds: [customer] } };
  const path = `${API}/servicedesk/1/customer`;
  const nowhere = `${API}/servicedesk/99/customer`;
  return [
    { ...list, as: 'agent', path: `${path}?query=cleo&start=0&limit=10`, status: 200 },
    { ...list, as: 'agent', path, profile: 'hidden-emails', status: 200 },
    { ...list, as: 'other-agent', path, status: 403 },
    { ...list, as: 'agent', path: nowhere, status: 404 },
    { ...add, as: 'project-admin', path, status: 204 },
    { ...add, as: 'project-admin', path, body: { accountIds: [customer, 'nobody'] }, status: 400 },
    { ...add, as: 'agent', path, status: 403 },
    { ...add, as: 'user', path, status: 403 },
    { ...add, as: 'project-admin', path: nowhere, status: 404 },
    { ...remove, as: 'project-admin', path, status: 204 },
    { ...remove, as: 'project-admin', path, profile: 'open-desk', status: 400 },
    { ...remove, as: 'agent', path, status: 403 },
    { ...remove, as: 'project-admin', path: nowhere, status: 404 },
  ];
}

export function organizationSamples({ acme, directory, customer }: Seeded): Sample[] {
  const all = `${API}/organization`;
  const one = `${all}/${acme.id}`;
  const users = { path: `${one}/user`, body: { accountIds: [customer] } };
  const unknown = { path: `${one}/user`, body: { accountIds: ['nobody'] } };
  return [
    { operation: `GET ${all}`, as: 'agent', path: `${all}?start=1&limit=2`, status: 200 },
    { operation: `GET ${all}`, as: 'user', path: `${all}?accountId=${customer}`, status: 403 },
    { operation: `GET ${all}`, as: 'agent', path: `${all}?accountId=nobody`, status: 404 },
    { operation: `POST ${all}`, as: 'agent', body: { name: 'Hooli' }, status: 201 },
    { operation: `POST ${all}`, as: 'agent', body: { name: ' ' }, status: 400 },
    { operation: `POST ${all}`, as: 'user', body: { name: 'Hooli' }, status: 403 },
    { operation: `GET ${ORGANIZATION}`, as: 'agent', path: one, status: 200 },
    { operation: `GET ${ORGANIZATION}`, as: 'agent', path: `${all}/99999`, status: 404 },
    { operation: `DELETE ${ORGANIZATION}`, as: 'jira-admin', path: one, status: 204 },
    { operation: `DELETE ${ORGANIZATION}`, as: 'agent', path: one, status: 403 },
    { operation: `DELETE ${ORGANIZATION}`, as: 'jira-admin', path: `${all}/99999`, status: 404 },
    {
      operation: `GET ${ORGANIZATION}/user`,
      as: 'agent',
      path: `${one}/user`,
      before: () => acme.members.add(customer),
      status: 200,
    },
    { operation: `GET ${ORGANIZATION}/user`, as: 'user', path: `${one}/user`, status: 403 },
    { operation: `GET ${ORGANIZATION}/user`, as: 'agent', path: `${all}/99999/user`, status: 404 },
    ...(['POST', 'DELETE'] as const).flatMap((method): Sample[] => [
      { operation: `${method} ${ORGANIZATION}/user`, as: 'agent', ...users, status: 204 },
      { operation: `${method} ${ORGANIZATION}/user`, as: 'agent', ...unknown, status: 400 },
      { operation: `${method} ${ORGANIZATION}/user`, as: 'user', ...users, status: 403 },
      {
        operation: `${method} ${ORGANIZATION}/user`,
        as: 'agent',
        path: `${all}/${directory.id}/user`,
        body: users.body,
        status: 403,
      },
      {
        operation: `${method} ${ORGANIZATION}/user`,
        as: 'agent',
        path: `${all}/99999/user`,
        body: users.body,
        status: 404,
      },
    ]),
  ];
}

export function deskOrganizationSamples({ acme, customer }: Seeded): Sample[] {
  const path = `${API}/servicedesk/1/organization`;
  const nowhere = `${API}/servicedesk/99/organization`;
  const body = { organizationId: Number(acme.id) };
  const list = `GET ${DESK}/organization`;
  return [
    { operation: list, as: 'agent', path, status: 200 },
    { operation: list, as: 'agent', path: `${path}?accountId=${customer}`, status: 200 },
    { operation: list, as: 'other-agent', path, status: 403 },
    { operation: list, as: 'agent', path: nowhere, status: 404 },
    { operation: list, as: 'agent', path: `${path}?accountId=nobody`, status: 404 },
    ...(['POST', 'DELETE'] as const).flatMap((method): Sample[] => [
      { operation: `${method} ${DESK}/organization`, as: 'agent', path, body, status: 204 },
      { operation: `${method} ${DESK}/organization`, as: 'other-agent', path, body, status: 403 },
      { operation: `${method} ${DESK}/organization`, as: 'agent', path: nowhere, body, status: 404 },
      {
        operation: `${method} ${DESK}/organization`,
        as: 'agent',
        path,
        body: { organizationId: 99999 },
        status: 404,
      },
    ]),
  ];
}

export function propertySamples({ acme, type }: Seeded): Sample[] {
  const ofOrganization = `${API}/organization/${acme.id}/property`;
  const ofType = `${API}/servicedesk/1/requesttype/${type.id}/property`;
  const places = [
    { operation: `${ORGANIZATION}/property`, path: ofOrganization, set: acme.properties, headers: {} },
    {
      operation: `${DESK}/requesttype/{requestTypeId}/property`,
      path: ofType,
      set: type.properties,
      headers: OPT_IN,
    },
  ];
  return places.flatMap(({ operation, path, set, headers }): Sample[] => {
    const before = (): void => void set.set('tier', { gold: true });
    const one = { path: `${path}/tier`, headers, as: 'project-admin' };
    const missing = path.replace(/\/\d+\/property/, '/99999/property');
    return [
      { ...one, operation: `GET ${operation}`, path, before, status: 200 },
      { ...one, operation: `GET ${operation}`, path: missing, status: 404 },
      { ...one, operation: `GET ${operation}/{propertyKey}`, before, status: 200 },
      { ...one, operation: `GET ${operation}/{propertyKey}`, status: 404 },
      { ...one, operation: `PUT ${operation}/{propertyKey}`, body: { gold: true }, status: 201 },
      { ...one, operation: `PUT ${operation}/{propertyKey}`, before, body: 'silver', status: 200 },
      { ...one, operation: `PUT ${operation}/{propertyKey}`, status: 400 },
      { ...one, operation: `PUT ${operation}/{propertyKey}`, as: 'user', body: 1, status: 403 },
      { ...one, operation: `DELETE ${operation}/{propertyKey}`, before, status: 204 },
      { ...one, operation: `DELETE ${operation}/{propertyKey}`, as: 'user', before, status: 403 },
      { ...one, operation: `DELETE ${operation}/{propertyKey}`, status: 404 },
    ];
  });
}
