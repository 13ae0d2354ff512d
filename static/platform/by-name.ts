const names = new Intl.Collator(undefined, { numeric: true });

/** Sorts names as people do, “Team 2” before “Team 10”. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return names.compare(one.name, other.name);
}
