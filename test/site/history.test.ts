import { auditKindSchema } from '../../src/contract/audit';
import type { AuditEntry } from '../../src/contract/audit';
import type { LocalSite } from '../../local/server/local-site';
import { accountOf, endingSite, inviteUntil } from './ending';
import { ask } from './inviting';
import { people, settled, started } from './importing';

const EMAIL = 'ada@acme.example';

let site: LocalSite;
beforeEach(async () => {
  site = await endingSite();
  await site.savePolicy({ organizations: 'any' }, ['SUP', 'PAR']);
});

async function history(query: object, who = 'agent', project = 'SUP'): Promise<readonly AuditEntry[]> {
  const reply = await ask(site, who, 'invite.history', { limit: 100, ...query }, project);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data.entries;
}

test('whatever an inviter asks for, it tells of their own space, and of invitations, imports and access only', async () => {
  await inviteUntil(site, undefined, [EMAIL]);
  await inviteUntil(site, undefined, [EMAIL], { who: 'other-agent', project: 'PAR' });
  const customer = accountOf(site, EMAIL);
  const queries = [
    {},
    { customer },
    { domain: 'acme.example' },
    { outcome: 'done' },
    { imports: 'lines' },
    ...auditKindSchema.options.map((kind) => ({ kind })),
    ...auditKindSchema.options.map((kind) => ({ kind, customer, imports: 'lines' })),
    { actor: `person:${site.person('other-agent').accountId}` },
    { actor: `person:${site.person('jira-admin').accountId}` },
  ];
  for (const query of queries) {
    const entries = await history(query);
    expect([query, entries.filter(({ projectId }) => projectId !== '10001')]).toEqual([query, []]);
    const events = new Set(entries.map(({ event }) => event));
    for (const event of events) expect(['invitation', 'import', 'access']).toContain(event);
  }
  expect(await history({ customer })).toHaveLength(1);
  expect(await history({ customer }, 'other-agent', 'PAR')).toHaveLength(1);
});

test('an import is one line, and its rows are found by its id', async () => {
  const begun = await started(site, { rows: people(5) });
  await settled(site, begun.id);
  await inviteUntil(site, undefined, [EMAIL]);
  const lines = await history({ imports: 'lines' });
  expect(lines.filter(({ event }) => event === 'invitation')).toHaveLength(1);
  expect(lines.some((each) => each.event === 'import' && each.importId === begun.id)).toBe(true);
  expect(await history({ importId: begun.id })).toHaveLength(5);
  expect(await history({})).toHaveLength(6);
});
