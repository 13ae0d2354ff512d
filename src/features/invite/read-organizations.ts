import { isMeant } from '../../domain/organization/find-organization';
import type { OrganizationRef } from '../../domain/invitation/invitation';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraResult } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { organizationById } from '../../platform/jira/organizations';
import type { Organization } from '../../platform/jira/organizations';
import { findInList, wholeList } from './find-in-list';
import type { KnownOrganizations, ListPorts } from './find-in-list';
import { linkedList, siteList } from './organization-list';
import type { ReadableList } from './organization-list';
import { ok } from '../../domain/result';

/**
 * Reads the organizations that the policy lets customers be enrolled in, no further than needed to find those
 * asked for.
 *
 * @param caller where organizations must be linked: the inviter, so that they see no more than Jira shows them.
 */
export async function readOrganizations(
  caller: JiraClient,
  policy: ProjectPolicy,
  refs: readonly OrganizationRef[],
  ports: ListPorts,
): Promise<KnownOrganizations> {
  if (refs.length === 0) return ok([]);
  switch (policy.organizations) {
    case 'none':
      return ok([]);
    case 'linked':
      return findInList(refs, linkedList(caller, policy), ports);
    case 'any':
      return readOfSite(caller, policy, refs, ports);
  }
}

/** Where lists are kept, and how old one may be. */
export type KeptPorts = ListPorts & { readonly maxAgeMs: number };

/** All organizations that may be meant; which of them the policy allows, `findOrganization` says. */
export async function everyOrganization(
  caller: JiraClient,
  policy: ProjectPolicy,
  kept?: KeptPorts,
): Promise<JiraResult<readonly Organization[]>> {
  if (policy.organizations === 'none') return ok([]);
  const list = listOf(caller, policy);
  if (kept) return wholeList(list, kept);
  const read = await list.read({});
  return read.ok ? ok(read.data.organizations) : read;
}

/** The organizations linked to a project, whatever the policy says of them. */
export function everyLinked(
  agent: JiraClient,
  policy: Pick<ProjectPolicy, 'serviceDeskId'>,
  kept: KeptPorts,
): Promise<JiraResult<readonly Organization[]>> {
  return wholeList(linkedList(agent, policy), kept);
}

/** All organizations that the policy lets customers of the project be enrolled in, called as Jira calls them. */
export async function listOrganizations(
  caller: JiraClient,
  policy: ProjectPolicy,
  kept: KeptPorts,
): Promise<JiraResult<readonly Organization[]>> {
  const found = await everyOrganization(caller, policy, kept);
  if (!found.ok || policy.onlyOrganizations.length === 0) return found;
  const only = new Set(policy.onlyOrganizations.map(({ id }) => id));
  return ok(found.data.filter(({ id }) => only.has(id)));
}

/** The account that reads organizations: where they must be linked, the person, who sees no more than Jira shows them. */
export function organizationReader(
  { organizations }: Pick<ProjectPolicy, 'organizations'>,
  person: JiraClient,
  privileged: JiraClient,
): JiraClient {
  return organizations === 'linked' ? person : privileged;
}

function listOf(caller: JiraClient, policy: ProjectPolicy): ReadableList {
  return policy.organizations === 'linked' ? linkedList(caller, policy) : siteList(caller);
}

/**
 * An id takes one call; a name that the policy does not list, the list. The policy's own names are what an admin once
 * sent: whom they stand for, Jira says.
 */
async function readOfSite(
  caller: JiraClient,
  policy: ProjectPolicy,
  refs: readonly OrganizationRef[],
  ports: ListPorts,
): Promise<KnownOrganizations> {
  const { onlyOrganizations: only } = policy;
  const isLimited = only.length > 0;
  const isListed = (ref: OrganizationRef): boolean => only.some((each) => isMeant(ref, each));
  const names = refs.filter((ref) => 'name' in ref && !isListed(ref));
  if (names.length > 0) {
    const known = await findInList(refs, siteList(caller), ports);
    // The answer does not tell which others there are.
    return known.ok && isLimited
      ? { ...known, data: known.data.filter(({ id }) => only.some((each) => each.id === id)) }
      : known;
  }
  const ids = isLimited
    ? only.filter((each) => refs.some((ref) => isMeant(ref, each))).map(({ id }) => id)
    : refs.flatMap((ref) => ('id' in ref ? [ref.id] : []));
  return byId(caller, ids);
}

async function byId(
  caller: JiraClient,
  ids: readonly Organization['id'][],
): Promise<JiraResult<readonly Organization[]>> {
  const found: Organization[] = [];
  for (const id of new Set(ids)) {
    const answer = await organizationById(caller, id);
    if (answer.ok) found.push(answer.data);
    else if (answer.error.kind !== 'missing') return answer;
  }
  return ok(found);
}
