import { getPublicSuffix } from 'tldts';

/** Those of some domains under which everybody can get an address: `co.uk`, `github.io`. */
export function sharedAmong(domains: readonly string[]): readonly string[] {
  return domains.filter((domain) => getPublicSuffix(domain, { allowPrivateDomains: true }) === domain);
}
