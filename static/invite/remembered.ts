import type { OrganizationId, ProjectId } from '../../src/contract/ids';

/** An organization as it was chosen: without an id where it is to be created. */
export interface ChosenOrganization {
  readonly id?: OrganizationId;
  readonly name: string;
}

/** The organization last chosen in this project, on this browser. It is a convenience: where storage is closed, there is none. */
export function lastOrganization(projectId: ProjectId): ChosenOrganization | undefined {
  try {
    const kept = JSON.parse(
      localStorage.getItem(keyOf(projectId)) ?? 'null',
    ) as Partial<ChosenOrganization> | null;
    return kept?.id && typeof kept.name === 'string' ? { id: kept.id, name: kept.name } : undefined;
  } catch {
    return undefined;
  }
}

export function rememberOrganization(projectId: ProjectId, chosen: ChosenOrganization | undefined): void {
  try {
    if (chosen?.id) localStorage.setItem(keyOf(projectId), JSON.stringify(chosen));
    else localStorage.removeItem(keyOf(projectId));
  } catch {
    // Not remembered, then.
  }
}

function keyOf(projectId: ProjectId): string {
  return `guestlist:organization:${projectId}`;
}
