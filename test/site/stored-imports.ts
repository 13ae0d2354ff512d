import type { ImportView } from '../../src/contract/import';
import type { LocalSite } from '../../local/server/local-site';

export interface StoredImport {
  readonly key: string;
  readonly value: { readonly value: Record<string, unknown> };
}

/** The stored records of a kind, by key. */
export function recordsOf(site: LocalSite, kind: string): StoredImport[] {
  return site.forge.kvs.store
    .all('entity:record')
    .map((stored) => stored as unknown as StoredImport)
    .filter(({ key }) => key.startsWith(`${kind}:`));
}

/** Changes what is stored of an import, as another version of the app may have left it. */
export function rewrite(
  site: LocalSite,
  id: ImportView['id'],
  change: (value: Record<string, unknown>) => Record<string, unknown>,
): void {
  const { store } = site.forge.kvs;
  const key = `import:${id}`;
  const row = store.get('entity:record', key)?.value as { value: Record<string, unknown> };
  store.set('entity:record', key, { ...row, value: change(row.value) }, 30 * 24 * 3_600_000);
}
