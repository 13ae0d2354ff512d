import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraResult } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import {
  linkedOrganizations,
  linkedOrganizationsOf,
  membersFrom,
  organizationById,
  siteOrganizations,
} from '../../platform/jira/organizations';
import type { OrganizationPages, PagesWanted } from '../../platform/jira/organization-pages';
import type { Organization } from '../../platform/jira/organizations';
import type { ListOf } from './store/organization-lists';
import { ok } from '../../domain/result';

/** Organizations of one member, in pages. */
const MEMBER_PAGES_MAX = 2;

/** A list of organizations in Jira, as one account sees it. */
export interface ReadableList {
  readonly of: ListOf;
  readonly read: (wanted: PagesWanted) => Promise<JiraResult<OrganizationPages>>;
  /** Looks one up without reading the list; finds nothing, too, where that takes reading it. */
  readonly find: (id: Organization['id']) => Promise<JiraResult<Organization | undefined>>;
}

export function linkedList(
  caller: JiraClient,
  { serviceDeskId }: Pick<ProjectPolicy, 'serviceDeskId'>,
): ReadableList {
  return {
    of: { desk: serviceDeskId },
    read: (wanted) => linkedOrganizations(caller, serviceDeskId, wanted),
    // Jira tells of no single organization whether it is linked, but which of a member's are.
    async find(id) {
      const members = await membersFrom(caller, id, 0, 1);
      if (!members.ok) return members.error.kind === 'missing' ? ok(undefined) : members;
      const [member] = members.data.members;
      if (member === undefined) return ok(undefined);
      const enough = (found: readonly Organization[]): boolean => found.some((each) => each.id === id);
      const wanted = { max: MEMBER_PAGES_MAX, enough };
      const linked = await linkedOrganizationsOf(caller, serviceDeskId, member, wanted);
      if (!linked.ok) return linked;
      return ok(linked.data.organizations.find((each) => each.id === id));
    },
  };
}

export function siteList(caller: JiraClient): ReadableList {
  return {
    of: 'site',
    read: (wanted) => siteOrganizations(caller, wanted),
    async find(id) {
      const found = await organizationById(caller, id);
      return !found.ok && found.error.kind === 'missing' ? ok(undefined) : found;
    },
  };
}
