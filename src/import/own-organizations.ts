import type { JiraCaller } from '../jira/caller';
import { organizationById } from '../jira/organizations';
import type { Store } from '../store/store';

/** Jira's clock and ours may differ, in ms. */
const CLOCKS_DIFFER_MS = 1000;

/**
 * The note of which organizations this app created for a project. Whoever had the turn before may have created one and
 * died before it was noted: it bears the name that is created again, and is younger than their last sign of life.
 *
 * @param since that sign of life, in ms since 1970; nothing where nobody died.
 */
export function ownOrganizations(
  noted: Store['newOrganizations'],
  privileged: JiraCaller,
  since: number | undefined,
): Store['newOrganizations'] {
  if (since === undefined) return noted;
  return {
    add: (projectId, id, now) => noted.add(projectId, id, now),
    async has(projectId, id, now) {
      if (await noted.has(projectId, id, now)) return true;
      const found = await organizationById(privileged, id);
      return found.ok && (found.data.createdAt ?? 0) >= since - CLOCKS_DIFFER_MS;
    },
  };
}
