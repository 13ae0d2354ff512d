import { LAYOUT_COLUMNS_MAX, LAYOUT_NAME_MAX, LAYOUTS_MAX } from '../../src/contract/import-layouts';
import type { LayoutInput, SavedLayout } from '../../src/contract/import-layouts';
import { COLUMN_USES } from '../../src/domain/invitation/import-row';
import { LocalSite } from '../../local/server/local-site';
import { holding } from './kept';

type Reply<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: { code: string } };
type Name = 'layouts.save' | 'layouts.rename' | 'layouts.remove';

const LAYOUT: LayoutInput = {
  name: 'Monthly CRM',
  header: 'a'.repeat(64),
  columns: [
    { name: 'Contact', use: 'email' },
    { name: 'Account', use: 'organizations' },
  ],
  dayOrder: 'day-first',
};
/** Forge: bytes of one stored value. */
const VALUE_MAX = 240 * 1024;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

async function ask(
  name: Name,
  input: unknown,
  who = 'agent',
  project = 'SUP',
): Promise<Reply<SavedLayout[]>> {
  return (await site.forge.invoke(site.screen('invite', who, project), name, input)) as Reply<SavedLayout[]>;
}

async function layouts(who = 'agent', project = 'SUP'): Promise<readonly SavedLayout[]> {
  const start = await site.forge.invoke(site.screen('invite', who, project), 'import.start', {});
  return (start as { readonly data: { readonly layouts: readonly SavedLayout[] } }).data.layouts;
}

test('a layout is there for everybody who imports into the space, the newest first, and for nobody else', async () => {
  await site.savePolicy({}, ['SUP', 'PAR']);
  expect(await layouts()).toEqual([]);
  await ask('layouts.save', LAYOUT);
  await ask('layouts.save', { ...LAYOUT, name: 'Other' });
  expect(await layouts('project-admin')).toMatchObject([{ name: 'Other' }, LAYOUT]);
  expect(await layouts('other-agent', 'PAR')).toEqual([]);
});

test('one of the same name gives way, to a new one and to a renamed one', async () => {
  await ask('layouts.save', LAYOUT);
  const saved = await ask('layouts.save', { ...LAYOUT, header: 'b'.repeat(64) });
  expect(saved).toMatchObject({ ok: true, data: [{ name: LAYOUT.name, header: 'b'.repeat(64) }] });
  await ask('layouts.save', { ...LAYOUT, name: 'Other' });
  const [other] = await layouts();
  await ask('layouts.rename', { id: other?.id, name: LAYOUT.name });
  expect(await layouts()).toMatchObject([{ id: other?.id, name: LAYOUT.name }]);
});

test('one that a colleague deleted meanwhile is neither renamed nor deleted once more', async () => {
  await ask('layouts.save', LAYOUT);
  const [{ id } = { id: '' }] = await layouts();
  expect(await ask('layouts.remove', { id })).toEqual({ ok: true, data: [] });
  expect(await ask('layouts.rename', { id, name: 'New' })).toEqual({ ok: true, data: [] });
  expect(await ask('layouts.remove', { id })).toEqual({ ok: true, data: [] });
});

test('several that are saved at once are all there', async () => {
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => ask('layouts.save', { ...LAYOUT, name })));
  expect((await layouts()).map(({ name }) => name).sort()).toEqual(['a', 'b', 'c', 'd']);
});

test('twenty of the largest are stored, and one more is refused', async () => {
  const columns = Array.from({ length: LAYOUT_COLUMNS_MAX }, (_, index) => ({
    name: `${'列'.repeat(197)}${String(index).padStart(3, '0')}`,
    use: COLUMN_USES[4],
  }));
  const largest = (index: number) => ({
    ...LAYOUT,
    columns,
    name: `${'名'.repeat(LAYOUT_NAME_MAX - 2)}${String(index).padStart(2, '0')}`,
  });
  for (let index = 0; index < LAYOUTS_MAX; index += 1) {
    expect(await ask('layouts.save', largest(index))).toMatchObject({ ok: true });
  }
  expect(await ask('layouts.save', largest(LAYOUTS_MAX))).toMatchObject({
    ok: false,
    error: { code: 'layouts-full', params: { max: LAYOUTS_MAX } },
  });
  expect(await ask('layouts.save', largest(3))).toMatchObject({ ok: true });
  expect(await layouts()).toHaveLength(LAYOUTS_MAX);
  const stored = site.forge.kvs.store
    .all('entity:record')
    .find(({ key }) => key.startsWith('import-layouts'));
  expect(Buffer.byteLength(JSON.stringify(stored?.value))).toBeLessThan(VALUE_MAX);
});

test.each([
  ['an address as a name', { name: 'ada@acme.example' }],
  ['an address as a column', { columns: [{ name: 'ada@acme.example', use: 'email' }] }],
  ['no name', { name: '  ' }],
  ['a long name', { name: 'x'.repeat(LAYOUT_NAME_MAX + 1) }],
  ['a name with what cannot be seen', { name: 'CRM\u202E' }],
  ['no column', { columns: [] }],
  ['another use', { columns: [{ name: 'a', use: 'password' }] }],
  ['no fingerprint', { header: 'short' }],
])('%s is refused, and nothing is stored', async (_, change) => {
  expect(await ask('layouts.save', { ...LAYOUT, ...change })).toMatchObject({ ok: false });
  expect(await layouts()).toEqual([]);
});

test('nothing in a layout says who saved it', async () => {
  await ask('layouts.save', LAYOUT);
  const kept = holding(site, site.person('agent').accountId);
  expect(kept.filter((key) => key.includes('layout'))).toEqual([]);
});
