import { asciiDomain } from '../../domain/address/address';
import { rulesOfKind } from '../../domain/policy/rules';
import type { SomeRules } from '../../domain/policy/rules';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';

/** Rules as they are kept: domains in lower-case ASCII, without what stands twice. */
export function normalisedRules<R extends SomeRules>(rules: R): Result<R> {
  const result = { ...rules };
  for (const list of rulesOfKind('domains')) {
    if (!rules[list]) continue;
    const domains = normalisedDomains(rules[list]);
    if (!domains.ok) return domains;
    result[list] = domains.data;
  }
  for (const list of rulesOfKind('routes')) {
    const routes = rules[list];
    if (!routes) continue;
    const domains = routes.map(({ domain }) => normalisedDomain(domain));
    const bad = domains.find((each) => !each.ok);
    if (bad) return bad;
    result[list] = routes.flatMap(({ organization }, index) => {
      const domain = domains[index];
      return domain?.ok ? [{ domain: domain.data, organization }] : [];
    });
  }
  for (const set of rulesOfKind('many')) {
    if (rules[set]) result[set] = [...new Set(rules[set])];
  }
  return ok(result);
}

export function normalisedDomains(domains: readonly string[]): Result<string[]> {
  const all = domains.map(normalisedDomain);
  const bad = all.find((each) => !each.ok);
  if (bad) return bad;
  return ok([...new Set(all.flatMap((each) => (each.ok ? [each.data] : [])))]);
}

/** `*.Acme.example`, `@acme.example` and ` acme.example ` all mean `acme.example`: a domain stands for those under it. */
function normalisedDomain(text: string): Result<string> {
  const bare = text
    .trim()
    .replace(/^(\*\.|@)/, '')
    .replace(/\.$/, '');
  const domain = asciiDomain(bare);
  if (domain) return ok(domain);
  // A single word, such as `com`: a host name needs a dot, and a whole top-level domain belongs to no single company.
  const isTopLevel = asciiDomain(`x.${bare}`) !== undefined;
  return fail(reason(isTopLevel ? 'policy-domain-public' : 'policy-domain', { domain: text.trim() }));
}
