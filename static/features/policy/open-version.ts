import type { KeptPolicy } from '../../../src/contract/policy-versions';
import type { Policy } from '../../../src/domain/policy/policy';
import { LISTED_MAX, serviceProjects, siteOrganizations } from '../../platform/jira';
import { restoredDraft } from './restore';
import type { RestoredDraft } from './restore';

/** An earlier version that is in the form, and is not saved yet. */
export interface OpenedVersion extends RestoredDraft {
  /** When it was saved, ISO 8601; `undefined` where that is not known. */
  readonly at: string | undefined;
}

/** Compares a version with what Jira knows today, and puts it into the form. */
export async function openVersion(
  kept: KeptPolicy,
  at: string | undefined,
  base: Policy,
): Promise<OpenedVersion> {
  const [projects, organizations] = await Promise.all([
    serviceProjects().catch(() => undefined),
    siteOrganizations().catch(() => undefined),
  ]);
  return {
    at,
    ...restoredDraft(kept, base, {
      projects: idsOf(projects?.map(({ projectId }) => projectId)),
      organizations: idsOf(organizations?.map(({ id }) => id)),
    }),
  };
}

/** A list that was cut proves no absence. */
function idsOf<Id>(ids: readonly Id[] | undefined): ReadonlySet<Id> | undefined {
  return ids && ids.length < LISTED_MAX ? new Set(ids) : undefined;
}
