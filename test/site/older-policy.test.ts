import { LocalSite } from '../../local/server/local-site';
import { inviteOne } from './inviting';
import { audited, changePolicy, told } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

describe('a policy that was stored before there were imports', () => {
  beforeEach(() => {
    const { store } = site.forge.kvs;
    const kept = JSON.stringify(store.get('entity:record', 'policy:site')?.value);
    const older = kept.replace(/,"importMax":null,"importConfirmFrom":500/, '');
    expect(older).not.toBe(kept);
    store.set('entity:record', 'policy:site', JSON.parse(older), undefined);
  });

  test('holds as it is, with the usual limits of imports', async () => {
    expect(await inviteOne(site, 'eve@denied.example')).toMatchObject({ state: 'failed' });
    expect((await told(site, 'jira-admin', 'policy.show')).rules).toMatchObject({
      deniedDomains: ['denied.example'],
      importMax: null,
      importConfirmFrom: 500,
    });
  });

  test('is saved with them, and only what was changed is in the audit log', async () => {
    await changePolicy(site, { email: 'never' });
    expect((await audited(site))[0]).toMatchObject({ changes: [{ rule: 'email' }] });
    expect(JSON.stringify(site.forge.kvs.store.get('entity:record', 'policy:site')?.value)).toContain(
      '"importConfirmFrom":500',
    );
  });
});
