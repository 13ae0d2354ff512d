import { parseAddressList } from '../../../src/domain/address/address-list';
import type { AddressList } from '../../../src/domain/address/address-list';
import { organizationForDomain, refusedDomain } from '../../../src/domain/organization/domain-rules';
import type { DomainRules } from '../../../src/domain/organization/domain-rules';
import type { Person } from '../../../src/domain/invitation/invitation';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import type { Rules } from '../../../src/domain/policy/rules';
import type { Reason } from '../../../src/domain/reason';

interface Entry {
  readonly text: string;
  readonly email: string | undefined;
  readonly displayName: string | undefined;
  /** What would be refused, as far as the page can tell. */
  readonly problem: Reason | undefined;
}

export interface Entries {
  readonly all: readonly Entry[];
  readonly repeated: AddressList['repeated'];
}

/** Reads what was typed, and marks what the resolver would refuse. The resolver decides all the same. */
export function readEntries(text: string, domains: DomainRules): Entries {
  const { entries, repeated } = parseAddressList(text);
  return {
    repeated,
    all: entries.map((entry): Entry => {
      if (!entry.ok) {
        return {
          text: entry.text,
          email: undefined,
          displayName: undefined,
          problem: { code: entry.problem },
        };
      }
      const { email, domain } = entry.address;
      return {
        text: entry.text,
        email,
        displayName: entry.displayName,
        problem: refusedDomain(domain, domains),
      };
    }),
  };
}

/** By the policy's rule for a domain; for several domains, only where all their rules agree. */
export interface Suggestion {
  readonly organization: OrganizationChoice;
  readonly domains: readonly string[];
}

/** Where those go who are invited without an organization, if the policy has one rule for all of them. */
export function suggestedOrganization(
  { all }: Entries,
  rules: Pick<Rules, 'domainOrganizations'>,
): Suggestion | undefined {
  const domains = [
    ...new Set(all.flatMap(({ email }) => (email ? [email.slice(email.lastIndexOf('@') + 1)] : []))),
  ];
  const [first, ...others] = domains.map((domain) => organizationForDomain(domain, rules));
  return first && others.every((other) => other?.id === first.id)
    ? { organization: first, domains }
    : undefined;
}

/** A person as they could have been typed, to be put back into the field. */
export function asTyped({ email, displayName }: Person): string {
  if (displayName === undefined) return email;
  return /[",;\\]/.test(displayName)
    ? `"${displayName.replace(/["\\]/g, '\\$&')}" <${email}>`
    : `${displayName} <${email}>`;
}

/**
 * Whether a text is about people still, or has become about others: nothing of their addresses stands in it. Somebody
 * who mends an address leaves one of its sides as it was.
 */
export function isStillAbout(text: string, people: readonly Person[]): boolean {
  const typed = text.toLowerCase();
  return people.some(({ email }) => email.split('@').some((side) => typed.includes(side.toLowerCase())));
}

/** The people to invite. A single address takes the name that stands in the field beside it. */
export function peopleOf({ all }: Entries, name: string): Person[] {
  return all.flatMap(({ email, displayName }) => {
    if (email === undefined) return [];
    const called = all.length === 1 ? name.trim() : (displayName ?? '');
    return [{ email, ...(called !== '' && { displayName: called }) }];
  });
}
