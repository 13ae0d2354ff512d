import { brotliDecompressSync } from 'node:zlib';
import type { Policy } from '../../domain/policy/policy';
import type { SomeRules } from '../../domain/policy/rules';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { PUBLIC_SUFFIXES } from './public-suffixes.generated';

/**
 * Why a policy may not be kept: a rule of it lets in, or leads into an organization, anyone who gets an address under a
 * domain that many owners share. What was kept before stays: an upgrade makes no policy unsaveable. To deny such a
 * domain is sound.
 */
export function sharedDomain(before: Policy, after: Policy): Reason | undefined {
  const kept = new Set(lettingIn(before));
  return refusedSuffix(lettingIn(after).filter((domain) => !kept.has(domain)));
}

/** Why none of these domains may be one that lets customers in. */
export function refusedSuffix(domains: readonly string[]): Reason | undefined {
  const domain = firstPublicSuffix(domains);
  return domain === undefined ? undefined : reason('policy-domain-shared', { domain });
}

function lettingIn({ rules, projects }: Policy): readonly string[] {
  const layers: readonly SomeRules[] = [
    rules,
    ...Object.values(projects).flatMap(({ overrides, own }) => [overrides, own]),
  ];
  return layers.flatMap(({ allowedDomains = [], domainOrganizations = [] }) => [
    ...allowedDomains,
    ...domainOrganizations.map(({ domain }) => domain),
  ]);
}

/**
 * The first of some domains under which everybody can get an address: `co.uk`, `github.io`, and what only such domains are
 * under. The list is unpacked for the call and not kept: policies are saved seldom.
 *
 * @param domains in ASCII, with a dot.
 */
export function firstPublicSuffix(domains: readonly string[]): string | undefined {
  if (domains.length === 0) return undefined;
  const rules = new Set(publicSuffixes());
  return domains.find((domain) => isPublicSuffix(domain, rules));
}

/** @see https://github.com/publicsuffix/list/wiki/Format */
function isPublicSuffix(domain: string, rules: ReadonlySet<string>): boolean {
  if (rules.has(domain) || rules.has(`*.${domain}`)) return true;
  return rules.has(`*${domain.slice(domain.indexOf('.'))}`) && !rules.has(`!${domain}`);
}

/** The rules with more than one label: `co.uk`, `*.ck`, `!www.ck`. */
export function publicSuffixes(): readonly string[] {
  const text = brotliDecompressSync(Buffer.from(PUBLIC_SUFFIXES, 'base64')).toString();
  let before = '';
  return text.split('\n').map((line) => {
    // Each line begins with how much it has in common with the one before.
    before = before.slice(0, Number.parseInt(line.slice(0, 1), 36)) + line.slice(1);
    return before.split('.').reverse().join('.');
  });
}
