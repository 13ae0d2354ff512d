import { likelyDomain } from '../../../src/domain/address/typo';
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
  /** Domains that look like typos, each once, with what may be meant. */
  readonly typos: readonly Typo[];
}

export interface Typo {
  readonly domain: string;
  readonly meant: string;
}

/** Reads what was typed, and marks what the resolver would refuse. The resolver decides all the same. */
export function readEntries(text: string, domains: DomainRules): Entries {
  const { entries, repeated } = parseAddressList(text);
  return {
    repeated,
    typos: typosIn(entries, domains),
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

function typosIn(entries: AddressList['entries'], { allowedDomains }: DomainRules): readonly Typo[] {
  const domains = new Set(entries.flatMap((entry) => (entry.ok ? [entry.address.domain] : [])));
  return [...domains].flatMap((domain) => {
    const meant = likelyDomain(domain, allowedDomains);
    return meant === undefined ? [] : [{ domain, meant }];
  });
}

/** Whether it can be invited, as far as the page can tell. */
export function isGood({ problem }: Entry): boolean {
  return problem === undefined;
}

/** What cannot be invited, as it was typed. */
export function badIn({ all }: Entries): readonly string[] {
  return all.filter((entry) => !isGood(entry)).map(({ text }) => text);
}

/** The text with another domain wherever this one stands behind an @. */
export function withDomain(text: string, { domain, meant }: Typo): string {
  const [first = '', ...behind] = text.split('@');
  const mended = behind.map((part) => {
    const rest = part.slice(domain.length);
    const isIt = part.slice(0, domain.length).toLowerCase() === domain && !/^\.?[\p{L}\p{N}-]/u.test(rest);
    return isIt ? meant + rest : part;
  });
  return [first, ...mended].join('@');
}

/** By the policy's rule for a domain; for several domains, only where all their rules agree. */
export interface Suggestion {
  readonly organization: OrganizationChoice;
  readonly domains: readonly string[];
}

/** The domains of all addresses, each once. */
export function domainsOf({ all }: Entries): readonly string[] {
  return [...new Set(all.flatMap(({ email }) => (email ? [email.slice(email.lastIndexOf('@') + 1)] : [])))];
}

/** Where those go who are invited without an organization, if the policy has one rule for all of them. */
export function suggestedOrganization(
  entries: Entries,
  rules: Pick<Rules, 'domainOrganizations'>,
): Suggestion | undefined {
  const domains = domainsOf(entries);
  const [first, ...others] = domains.map((domain) => organizationForDomain(domain, rules));
  return first && others.every((other) => other?.id === first.id)
    ? { organization: first, domains }
    : undefined;
}

/** A person as they could have been typed, to be put back into the field. */
export function asTyped({ email, displayName }: Person): string {
  if (displayName === undefined) return email;
  // Anything else could be taken for a separator, a quotation mark or the number of a line.
  return !/^\p{L}[\p{L}\p{M}\p{N} .'’-]*$/u.test(displayName)
    ? `"${displayName.replace(/["\\]/g, '\\$&')}" <${email}>`
    : `${displayName} <${email}>`;
}

/**
 * Whether a text is about what was left in the field, or has become about others: nothing of those addresses stands in it.
 * A mended address keeps one of its sides.
 */
export function isStillAbout(text: string, left: readonly string[]): boolean {
  const typed = text.toLowerCase();
  return left.some((address) =>
    address.split('@').some((side) => side !== '' && typed.includes(side.toLowerCase())),
  );
}

/** All entries as a table for the import, bad ones included, with what was chosen for them. */
export function asTable({ all }: Entries, organization = '', lastDay = ''): string {
  const columns: readonly (readonly [string, (entry: Entry) => string])[] = [
    ['email', ({ email, text }) => email ?? text],
    ['name', ({ displayName = '' }) => displayName],
    ...(organization === '' ? [] : [['organization', () => organization] as const]),
    ...(lastDay === '' ? [] : [['last day', () => lastDay] as const]),
  ];
  return [columns.map(([title]) => title), ...all.map((entry) => columns.map(([, cell]) => cell(entry)))]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\n');
}

/** The people who can be invited. A single address takes the name that stands in the field beside it. */
export function peopleOf({ all }: Entries, name: string): Person[] {
  return all.filter(isGood).flatMap(({ email, displayName }) => {
    if (email === undefined) return [];
    const called = all.length === 1 ? name.trim() : (displayName ?? '');
    return [{ email, ...(called !== '' && { displayName: called }) }];
  });
}
