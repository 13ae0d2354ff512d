/** A moment as the service desk API writes it. */
export function dateBean(epochMillis: number): unknown {
  const iso = new Date(epochMillis).toISOString();
  return {
    iso8601: iso.replace(/\.\d{3}Z$/, '+0000'),
    jira: iso.replace('Z', '+0000'),
    friendly: iso.slice(0, 10),
    epochMillis,
  };
}
