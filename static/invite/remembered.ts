import type { OrganizationId, ProjectId } from '../../src/contract/ids';

/** An organization as it was chosen: without an id where it is to be created. */
export interface ChosenOrganization {
  readonly id?: OrganizationId;
  readonly name: string;
}

/** Project ids are unique on one site only. */
export interface Place {
  readonly siteId: string;
  readonly projectId: ProjectId;
}

/** The organization last chosen in this project, on this browser. It is a convenience: where storage is closed, there is none. */
export function lastOrganization(at: Place): ChosenOrganization | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(at)) ?? 'null') as Partial<ChosenOrganization> | null;
    return kept?.id && typeof kept.name === 'string' ? { id: kept.id, name: kept.name } : undefined;
  } catch {
    return undefined;
  }
}

export function rememberOrganization(at: Place, chosen: ChosenOrganization | undefined): void {
  try {
    if (chosen?.id) localStorage.setItem(keyOf(at), JSON.stringify(chosen));
    else localStorage.removeItem(keyOf(at));
  } catch {
    // Not remembered, then.
  }
}

function keyOf({ siteId, projectId }: Place): string {
  return `guestlist:organization:${siteId}:${projectId}`;
}
