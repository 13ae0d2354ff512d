import { useCallback, useState } from 'react';
import { refusedDomain } from '../../../src/domain/organization/domain-rules';
import type { IssueStart, CustomerStatus } from '../../../src/contract/work-item';
import { call } from '../../platform/call';
import { useLoaded } from '../../ui/use-loaded';

/** Who stands behind the addresses found: asked once the panel is there, since each costs calls to Jira. */
export function useStatuses({ people, rules }: IssueStart): {
  readonly standings: ReadonlyMap<string, CustomerStatus>;
  readonly looking: boolean;
  /** Counts a person as a customer from now on. */
  readonly becameCustomer: (email: string) => void;
} {
  const [became, setBecame] = useState<readonly string[]>([]);
  const load = useCallback(async (): Promise<ReadonlyMap<string, CustomerStatus>> => {
    const emails = people.filter(({ domain }) => !refusedDomain(domain, rules)).map(({ email }) => email);
    if (emails.length === 0) return new Map();
    const reply = await call('issue.look', { emails });
    // Not known: then inviting finds it out.
    return new Map(reply.ok ? emails.map((email, index) => [email, reply.data[index] ?? 'unknown']) : []);
  }, [people, rules]);
  const { loaded } = useLoaded(load);
  const becameCustomer = useCallback((email: string) => setBecame((before) => [...before, email]), []);
  return {
    standings: new Map([...(loaded ?? []), ...became.map((email) => [email, 'customer'] as const)]),
    looking: loaded === undefined,
    becameCustomer,
  };
}
