import { useCallback, useState } from 'react';
import type { InviteStart } from '../../../src/contract/invite';
import { linkedOrganizations, siteOrganizations } from '../../platform/jira';
import type { OrganizationOption } from '../../platform/jira';

export type LoadedOrganizations = readonly OrganizationOption[] | 'loading' | 'failed' | undefined;

/** The organizations that may be chosen, loaded when they are first wanted. */
export function useOrganizations(start: Pick<InviteStart, 'serviceDeskId' | 'rules'>): {
  readonly organizations: LoadedOrganizations;
  /** Loads them unless they are there or under way; what failed is tried again. */
  readonly load: () => void;
} {
  const [organizations, setOrganizations] = useState<LoadedOrganizations>();
  const load = useCallback(() => {
    if (organizations !== undefined && organizations !== 'failed') return;
    setOrganizations('loading');
    allowedOrganizations(start).then(setOrganizations, () => setOrganizations('failed'));
  }, [organizations, start]);
  return { organizations, load };
}

/** Those of the site where the policy allows any: Jira may show a person only the ones linked to the project. */
async function allowedOrganizations({
  serviceDeskId,
  rules: { organizations, onlyOrganizations },
}: Pick<InviteStart, 'serviceDeskId' | 'rules'>): Promise<readonly OrganizationOption[]> {
  const linked = () => linkedOrganizations(serviceDeskId);
  const found = organizations === 'any' ? await siteOrganizations().catch(linked) : await linked();
  const allowed = new Set(onlyOrganizations.map(({ id }) => id));
  return allowed.size > 0 ? found.filter(({ id }) => allowed.has(id)) : found;
}
