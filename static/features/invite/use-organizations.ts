import { useCallback, useState } from 'react';
import type { InviteStart } from '../../../src/contract/invite';
import { linkedOrganizations, siteOrganizations } from '../../platform/jira';
import type { OrganizationOption } from '../../platform/jira';

export type LoadedOrganizations = readonly OrganizationOption[] | 'loading' | 'failed' | undefined;

/** The organizations that may be chosen, loaded when they are first wanted. */
export function useOrganizations(start: Pick<InviteStart, 'serviceDeskId' | 'rules'>): {
  /** Those that were found so far. */
  readonly organizations: LoadedOrganizations;
  /** There are no others. */
  readonly isWhole: boolean;
  /** Loads them unless they are there or under way; what failed is tried again. */
  readonly load: () => void;
} {
  const [organizations, setOrganizations] = useState<LoadedOrganizations>();
  const [isWhole, setWhole] = useState(false);
  const load = useCallback(() => {
    if (organizations !== undefined && organizations !== 'failed') return;
    setOrganizations('loading');
    allowedOrganizations(start, setOrganizations).then(
      (all) => {
        setOrganizations(all);
        setWhole(true);
      },
      () => setOrganizations('failed'),
    );
  }, [organizations, start]);
  return { organizations, isWhole, load };
}

/** Those of the site where the policy allows any: Jira may show a person only the ones linked to the project. */
async function allowedOrganizations(
  {
    serviceDeskId,
    rules: { organizations, onlyOrganizations },
  }: Pick<InviteStart, 'serviceDeskId' | 'rules'>,
  onFound: (found: readonly OrganizationOption[]) => void,
): Promise<readonly OrganizationOption[]> {
  const only = new Set(onlyOrganizations.map(({ id }) => id));
  const allowed = (found: readonly OrganizationOption[]): readonly OrganizationOption[] =>
    only.size > 0 ? found.filter(({ id }) => only.has(id)) : found;
  const tell = (found: readonly OrganizationOption[]): void => onFound(allowed(found));
  const linked = () => linkedOrganizations(serviceDeskId, tell);
  return allowed(organizations === 'any' ? await siteOrganizations(tell).catch(linked) : await linked());
}
