import type { LocalSite } from '../../local/server/local-site';

/** The keys of all that still holds an account id. */
export function holding({ forge }: LocalSite, accountId: string): string[] {
  const { store } = forge.kvs;
  return ['plain', 'entity:record', 'entity:audit', 'entity:audit-lookup']
    .flatMap((space) => store.all(space))
    .filter((each) => JSON.stringify([each.key, each.value]).includes(accountId))
    .map(({ key }) => key);
}
