import type { LocalSite } from '../../local/server/local-site';
import { accountOf, endingSite, inviteUntil, outcomesIn, placesOf } from './ending';
import { importing, refusedWith, settled } from './importing';
import { ask } from './inviting';
import { ADA, KNOWN, leaving, sentLeavers } from './leaving';
import { changePolicy } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await endingSite();
  outcomesIn(await inviteUntil(site, undefined, [ADA]));
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

describe('refuses', () => {
  test('every function where the policy allows no lists, one that was sent before included', async () => {
    const { id } = await sentLeavers(site, [ADA]);
    await changePolicy(site, { leavers: 'none' });
    const payloads = {
      'leavers.start': {},
      'leavers.look': { emails: [ADA] },
      'leavers.count': { start: 0 },
      'leavers.begin': { fileName: '', fingerprint: '0'.repeat(64), people: 1, slices: 1 },
    };
    for (const [name, input] of Object.entries(payloads)) {
      const reply = await ask(site, 'agent', name as 'leavers.look', input);
      expect(reply).toMatchObject({ ok: false, error: { code: 'leavers-not-allowed' } });
    }
    expect(await refusedWith(site, 'import.run', { importId: id, confirmed: 1 })).toBe('leavers-not-allowed');
    expect(placesOf(site, ADA)).toEqual(['desk', 'Acme']);
  });

  test('to begin without the number, however small it is', async () => {
    const { id } = await sentLeavers(site, [ADA]);
    expect(await refusedWith(site, 'import.run', { importId: id })).toBe('import-not-confirmed');
    expect(await refusedWith(site, 'import.run', { importId: id, confirmed: 2 })).toBe(
      'import-not-confirmed',
    );
  });

  test('accounts in the rows of an import, and rows without one in a list', async () => {
    const accountId = accountOf(site, KNOWN);
    const begun = await importing(site, 'import.begin', {
      fileName: '',
      fingerprint: '0'.repeat(64),
      header: ['email'],
      columns: ['email'],
      organizations: [],
      notify: false,
      people: 1,
      slices: 1,
    });
    const row = { line: 1, cells: [KNOWN] };
    const sent = { importId: begun.id, from: 0, slices: [[{ ...row, accountId }]] };
    expect(await refusedWith(site, 'import.upload', sent)).toBe('invalid-input');
    const list = await leaving(site, 'leavers.begin', {
      fileName: '',
      fingerprint: '0'.repeat(64),
      people: 1,
      slices: 1,
    });
    expect(await refusedWith(site, 'import.upload', { importId: list.id, from: 0, slices: [[row]] })).toBe(
      'invalid-input',
    );
  });

  test('to remove anything of an account whose id was made up', async () => {
    const list = await leaving(site, 'leavers.begin', {
      fileName: '',
      fingerprint: '0'.repeat(64),
      people: 2,
      slices: 1,
    });
    const rows = [
      { line: 1, cells: [KNOWN], accountId: accountOf(site, KNOWN) },
      { line: 2, cells: [ADA], accountId: 'qm:made:up' },
    ];
    await importing(site, 'import.upload', { importId: list.id, from: 0, slices: [rows] });
    await importing(site, 'import.run', { importId: list.id, confirmed: 2 });
    const before = placesOf(site, KNOWN);
    expect(await settled(site, list.id)).toMatchObject({ counts: { created: 0, existed: 2 } });
    expect(placesOf(site, KNOWN)).toEqual(before);
  });
});
