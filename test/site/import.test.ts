import { LocalSite } from '../../local/server/local-site';
import { auditOf, expectAccounted, siteBefore, storedText } from '../fakes/accounted';
import { importing, people, rowsOf, settled, started } from './importing';
import { organizationNamed } from './inviting';
import { changePolicy } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

describe('an import', () => {
  test('makes everybody a customer of the project and of their organizations', async () => {
    const before = siteBefore(site);
    const file = { rows: people(400, ['Acme', 'Globex', 'Acme; Globex']), sliceRows: 160 };
    const view = await settled(site, (await started(site, file)).id);
    await expectAccounted(site, view, file, before);
    expect(view).toMatchObject({
      state: 'finished',
      counts: { created: 400, existed: 0, attention: 0, failed: 0, left: 0 },
    });
    expect(organizationNamed(site, 'Acme').members.size).toBe(267);
  });

  test('tells those who were there from those who were made', async () => {
    const known = [site.jira.state.addCustomer('person-1@acme.example', 'One'), site.person('customer')];
    const before = siteBefore(site);
    const file = { rows: [...people(5), [site.person('customer').email, '', 'Acme']] };
    const view = await settled(site, (await started(site, file)).id);
    const rows = await expectAccounted(site, view, file, before);
    expect(view.counts).toMatchObject({ created: 4, existed: 2 });
    expect(known.map(({ accountId }) => accountId)).toEqual([rows[0]?.accountId, rows[5]?.accountId]);
  });

  test('leaves rows that cannot pass with a reason, and does all others', async () => {
    const before = siteBefore(site);
    const file = {
      rows: [
        ['nonsense', '', ''],
        ['eve@denied.example', '', ''],
        ['ada@acme.example', '', 'Nowhere'],
        [site.person('no-customer-role').email, '', ''],
        ['bob@acme.example', '', 'Acme'],
      ],
    };
    const view = await settled(site, (await started(site, file)).id);
    const rows = await expectAccounted(site, view, file, before);
    expect(rows.map(({ state, reason }) => reason?.code ?? state)).toEqual([
      'address-no-at',
      'domain-denied',
      'organization-unknown',
      'lacks-customer-role',
      'done',
    ]);
  });

  test('sends Jira’s e-mail to each new customer, where that is wanted', async () => {
    const before = siteBefore(site);
    const file = { rows: [...people(5), [site.person('customer').email, '', '']], notify: true };
    const view = await settled(site, (await started(site, file)).id);
    await expectAccounted(site, view, file, before);
    expect(site.jira.state.mailsSent.map(({ to }) => site.person(to).email).sort()).toEqual(
      people(5).map(([email]) => email),
    );
  });

  test('creates an organization once for all its rows, in all slices', async () => {
    await changePolicy(site, { createOrganizations: true });
    const before = siteBefore(site);
    const file = { rows: people(30, ['Wayne', 'wayne ', 'Acme']), sliceRows: 10 };
    const view = await settled(site, (await started(site, file)).id);
    await expectAccounted(site, view, file, before);
    expect(view.counts.created).toBe(30);
    expect(organizationNamed(site, 'Wayne').members.size).toBe(20);
    expect(site.jira.state.desk('SUP')?.organizations).toContain(organizationNamed(site, 'Wayne').id);
  });

  test('keeps nothing of its file once all is done', async () => {
    const view = await settled(site, (await started(site, { rows: people(12) })).id);
    expect(storedText(site)).not.toContain('person-');
    expect((await rowsOf(site, view)).every(({ cells }) => cells === undefined)).toBe(true);
  });

  test('goes on when its page is closed and is seen by others who may invite, without what is the owner’s', async () => {
    const { id } = await started(site, { rows: people(3) });
    await settled(site, id);
    const [seen] = await importing(site, 'import.list', {}, 'project-admin');
    expect(seen).toMatchObject({ id, mine: false, owner: site.person('agent').accountId, state: 'finished' });
    expect(seen).not.toHaveProperty('fingerprint');
    expect((await importing(site, 'import.show', { importId: id })).fingerprint).toHaveLength(64);
  });

  test('is told in the audit log from its start on', async () => {
    const view = await started(site, { rows: people(3) });
    const entries = (): unknown[] => auditOf(site, view, 'import').map(({ value }) => value.detail['action']);
    expect(entries()).toEqual(['started']);
    await settled(site, view.id);
    expect(entries()).toEqual(['finished']);
  });
});
