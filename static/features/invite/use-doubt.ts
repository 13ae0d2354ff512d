import { useEffect, useState } from 'react';
import { organizationForDomain } from '../../../src/domain/organization/domain-rules';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import type { Rules } from '../../../src/domain/policy/rules';
import { call } from '../../platform/call';
import { domainsOf } from './entries';
import type { Entries } from './entries';
import type { ChosenOrganization } from './settings';

/** Why the chosen organization may be the wrong one: customers of a domain belong to another, or were added there before. */
export interface Doubt {
  readonly by: 'rule' | 'habit';
  readonly domain: string;
  readonly organization: OrganizationChoice;
}

/** Whether what was chosen contradicts the domains: by a rule; or, of a single domain, by where most went before. */
export function useDoubt(
  entries: Entries,
  rules: Pick<Rules, 'domainOrganizations'>,
  chosen: ChosenOrganization | undefined,
): Doubt | undefined {
  const domains = domainsOf(entries);
  const ruled = domains.flatMap((domain): Doubt[] => {
    const organization = organizationForDomain(domain, rules);
    return organization ? [{ by: 'rule', domain, organization }] : [];
  });
  const [only] = domains.length === 1 && ruled.length === 0 ? domains : [];
  const usual = useUsual(chosen ? only : undefined);
  const habit: Doubt[] = only && usual ? [{ by: 'habit', domain: only, organization: usual }] : [];
  return chosen && [...ruled, ...habit].find(({ organization }) => organization.id !== chosen.id);
}

/** Asks anew for each choice: it may differ after each invitation. Without an answer, nothing is told. */
function useUsual(domain: string | undefined): OrganizationChoice | undefined {
  const [found, setFound] = useState<{ readonly of: string; readonly organization?: OrganizationChoice }>();
  useEffect(() => {
    if (domain === undefined) return;
    let wanted = true;
    call('invite.usual', { domain }).then(
      (reply) => wanted && setFound({ of: domain, ...(reply.ok && reply.data) }),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [domain]);
  return found?.of === domain ? found?.organization : undefined;
}
