import { lastOrganization, rememberOrganization } from '../../static/invite/remembered';
import { organizationId, PROJECT, projectId } from '../fakes/ids';

const HERE = { siteId: 'site-1', projectId: PROJECT };

const ACME = { id: organizationId('11'), name: 'Acme' };
const KEY = 'guestlist:organization:10001';

/** A browser's storage, or one that refuses everything. */
function openStorage({ closed = false } = {}): Map<string, string> {
  const kept = new Map<string, string>();
  const refuse = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  const storage = {
    getItem: (key: string) => (closed ? refuse() : (kept.get(key) ?? null)),
    setItem: (key: string, value: string) => (closed ? refuse() : void kept.set(key, value)),
    removeItem: (key: string) => (closed ? refuse() : void kept.delete(key)),
  };
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
  return kept;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'localStorage'));

test('the organization chosen last is remembered', () => {
  openStorage();
  rememberOrganization(HERE, ACME);
  expect(lastOrganization(HERE)).toEqual(ACME);
});

test('each project has its own', () => {
  openStorage();
  rememberOrganization(HERE, ACME);
  expect(lastOrganization({ ...HERE, projectId: projectId('10002') })).toBeUndefined();
});

test('each site has its own, though its projects have the same ids', () => {
  openStorage();
  rememberOrganization(HERE, ACME);
  expect(lastOrganization({ ...HERE, siteId: 'site-2' })).toBeUndefined();
});

test.each([
  ['none', undefined],
  ['one that is still to be created', { name: 'New' }],
])('choosing %s forgets the last', (_, chosen) => {
  const kept = openStorage();
  rememberOrganization(HERE, ACME);
  rememberOrganization(HERE, chosen);
  expect(kept.size).toBe(0);
});

test.each(['', 'null', '{', '7', '"Acme"', '[]', '{"name":"Acme"}', '{"id":"11"}', '{"id":"11","name":7}'])(
  'what is no choice counts as none: %s',
  (text) => {
    openStorage().set(KEY, text);
    expect(lastOrganization(HERE)).toBeUndefined();
  },
);

test('where storage is closed, nothing is remembered and nothing breaks', () => {
  openStorage({ closed: true });
  rememberOrganization(HERE, ACME);
  rememberOrganization(HERE, undefined);
  expect(lastOrganization(HERE)).toBeUndefined();
});
