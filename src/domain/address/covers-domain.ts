/** Whether `domain` is the listed one or under it. */
export function coversDomain(listed: string, domain: string): boolean {
  return domain === listed || domain.endsWith(`.${listed}`);
}
