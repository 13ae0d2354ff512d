import type { Stage } from './stage';

/** One entry of the audit log as it is stored. */
export interface Entry {
  readonly key: string;
  readonly event: string;
  readonly actor: string;
  readonly outcome: string;
  readonly projectId: string;
  readonly customer?: string;
  readonly domain?: string;
  readonly reason?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export function entriesOf({ site }: Stage): Entry[] {
  return site.forge.kvs.store
    .all('entity:audit')
    .map(({ key, value }) => ({ key, ...(value as Omit<Entry, 'key'>) }));
}
