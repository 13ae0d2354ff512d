import type { Desk, Person, SiteState } from './state';

/** Who makes a call: the app itself, a person in whose name the app calls, or a person with an API token. */
export interface Caller {
  readonly as: 'app' | 'user' | 'basic' | 'anonymous';
  /** The account that acts; `undefined` where the call is anonymous. */
  readonly person: Person | undefined;
}

export const ANONYMOUS: Caller = { as: 'anonymous', person: undefined };

export function isJiraAdmin({ person }: Caller): boolean {
  return person?.jiraAdmin ?? false;
}

/** Has an agent's licence: agent of any project, or the app, which needs none. */
export function isLicensedAgent({ as, person }: Caller): boolean {
  return as === 'app' || (person !== undefined && person.agentOf.length > 0);
}

export function isAgentOf({ person }: Caller, desk: Desk): boolean {
  return person?.agentOf.includes(desk.projectId) ?? false;
}

/** Service desk administrator: project admins, and Jira admins in every project. */
export function isDeskAdmin(caller: Caller, desk: Desk): boolean {
  return isJiraAdmin(caller) || (caller.person?.adminOf.includes(desk.projectId) ?? false);
}

/** May see the service project: agents, admins and other Jira users; not portal-only customers. */
export function canBrowse(caller: Caller, desk: Desk): boolean {
  return isDeskAdmin(caller, desk) || isAgentOf(caller, desk) || caller.person?.accountType === 'atlassian';
}

/** "Service desk administrator or agent", of whichever desk. */
export function isAgentOrDeskAdmin(caller: Caller): boolean {
  return isLicensedAgent(caller) || isJiraAdmin(caller) || (caller.person?.adminOf.length ?? 0) > 0;
}

/** Agents and service desk administrators, or Jira admins only where the site says so. */
export function mayManageOrganizations(caller: Caller, { profile }: SiteState): boolean {
  return profile.organizationManagement === 'agents' ? isAgentOrDeskAdmin(caller) : isJiraAdmin(caller);
}

/** Browse users and groups: Atlassian accounts and the app. */
export function mayBrowseUsers({ as, person }: Caller): boolean {
  return as === 'app' || person?.accountType === 'atlassian';
}
