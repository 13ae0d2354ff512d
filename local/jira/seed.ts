import { seedRequests } from './seed-requests';
import type { Desk, Person, SiteState } from './state';

/** A year before the first commit: whatever is here from the start is old. */
const LONG_AGO = Date.UTC(2025, 10, 1);

export const APP_ACCOUNT_ID = '557058:guestlist-app';

/** The two service projects, the organizations and the people that the contract of the local site names. */
export function seed(state: SiteState): void {
  const support = addDesk(state, { id: '1', projectId: '10001', projectKey: 'SUP', projectName: 'Support' });
  const partner = addDesk(state, {
    id: '2',
    projectId: '10002',
    projectKey: 'PAR',
    projectName: 'Partner help',
  });

  const link = (desk: Desk, name: string, scimManaged = false): void => {
    desk.organizations.add(state.addOrganization(name, { createdAt: LONG_AGO, scimManaged }).id);
  };
  link(support, 'Acme');
  link(support, 'Globex');
  link(support, 'Umbrella (directory)', true);
  link(partner, 'Initech');

  addPerson(state, 'jira-admin', 'Jo Admin', { jiraAdmin: true });
  addPerson(state, 'project-admin', 'Pat Lead', {
    adminOf: [support.projectId],
    agentOf: [support.projectId],
  });
  addPerson(state, 'agent', 'Ana Agent', { agentOf: [support.projectId] });
  addPerson(state, 'other-agent', 'Otto Agent', { agentOf: [partner.projectId] });
  addPerson(state, 'user', 'Uma User', {});
  addPerson(state, 'no-customer-role', 'Nico Norole', { customerRole: false });
  const customer = addPerson(state, 'customer', 'Cleo Customer', { accountType: 'customer' });
  support.customers.add(customer.accountId);

  seedRequests(state);

  state.addPerson({
    accountId: APP_ACCOUNT_ID,
    email: 'guestlist@apps.example',
    displayName: 'Guestlist',
    accountType: 'app',
    active: true,
    jiraAdmin: state.profile.appIsAdmin,
    agentOf: [support.projectId, partner.projectId],
    adminOf: [],
    customerRole: false,
  });
}

function addDesk(
  state: SiteState,
  desk: Pick<Desk, 'id' | 'projectId' | 'projectKey' | 'projectName'>,
): Desk {
  const request = {
    id: state.nextId(),
    name: 'Ask a question',
    description: 'Whatever has no form of its own',
    helpText: '',
    issueTypeId: '10010',
    properties: new Map<string, unknown>(),
  };
  const added: Desk = {
    ...desk,
    customers: new Set(),
    organizations: new Set(),
    requestTypes: new Map([[request.id, request]]),
  };
  state.desks.set(desk.id, added);
  return added;
}

function addPerson(
  state: SiteState,
  role: string,
  displayName: string,
  rights: Partial<Pick<Person, 'accountType' | 'jiraAdmin' | 'agentOf' | 'adminOf' | 'customerRole'>>,
): Person {
  return state.addPerson({
    accountId: rights.accountType === 'customer' ? `qm:local:${role}` : `5b10ac8d:${role}`,
    email: `${role}@guestlist.example`,
    displayName,
    accountType: 'atlassian',
    active: true,
    apiToken: `local-token-${role}`,
    role,
    jiraAdmin: false,
    agentOf: [],
    adminOf: [],
    customerRole: true,
    ...rights,
  });
}
