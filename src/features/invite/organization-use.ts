import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraClient } from '../../platform/jira/client';
import { linkedOrganizations, membersFrom } from '../../platform/jira/organizations';
import type { Organization } from '../../platform/jira/organizations';
import { serviceDesksByProject } from '../../platform/jira/service-desks';

/** Desks, and pages of one desk's organizations, that are read at most: on a larger site a person decides. */
const DESKS_MAX = 20;
const PAGES_MAX = 4;

/**
 * Who uses an organization: the project has it linked; it has no members and no other project; another uses it; or
 * `unknown`, where Jira did not tell or there is too much to read. Jira tells of no organization where it is linked, so
 * each desk is asked, and only in doubt.
 */
export async function useOf(
  { id }: Pick<Organization, 'id'>,
  { projectId }: Pick<ProjectPolicy, 'projectId'>,
  privileged: JiraClient,
): Promise<'linked' | 'unused' | 'in-use' | 'unknown'> {
  const [members, desks] = await Promise.all([
    membersFrom(privileged, id, 0, 1),
    serviceDesksByProject(privileged),
  ]);
  if (!members.ok || !desks.ok || desks.data.size > DESKS_MAX) return 'unknown';
  const links = await Promise.all(
    [...desks.data].map(async ([each, desk]) => {
      const linked = await linkedOrganizations(privileged, desk.id, { max: PAGES_MAX });
      if (!linked.ok) return { each, isLinked: false, isWhole: false };
      const isLinked = linked.data.organizations.some((one) => one.id === id);
      return { each, isLinked, isWhole: linked.data.isWhole };
    }),
  );
  const withIt = links.filter(({ isLinked }) => isLinked);
  if (withIt.some(({ each }) => each === projectId)) return 'linked';
  if (members.data.members.size > 0 || withIt.length > 0) return 'in-use';
  return links.every(({ each, isWhole }) => each === projectId || isWhole) ? 'unused' : 'unknown';
}
