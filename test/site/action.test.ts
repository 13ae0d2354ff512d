import type { AuditEntry } from '../../src/contract/audit';
import { LocalSite } from '../../local/server/local-site';
import { adaByRule, errorOf, runAction } from './actions';
import { callsAs, organizationNamed } from './inviting';
import { auditedInvitations, changePolicy } from './scripting';

const MINUTE_MS = 60_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const ada = () => site.jira.state.withEmail('ada@acme.example');
const invitations = (): Promise<readonly AuditEntry[]> => auditedInvitations(site);

describe('a rule', () => {
  test('invites and adds to the organization, and goes on with what became of it', async () => {
    const result = await runAction(site, adaByRule({ name: 'Ada Lovelace', organization: 'Acme' }));
    const [account] = ada();
    expect(result).toEqual({
      status: 'done',
      outputs: {
        outcome: 'created',
        accountId: account?.accountId,
        message: 'The customer was created and added.',
      },
    });
    expect(account).toMatchObject({ displayName: 'Ada Lovelace', accountType: 'customer' });
    expect(organizationNamed(site, 'Acme').members).toContain(account?.accountId);
  });

  test('is named in the audit log, with the person in whose name it acts', async () => {
    await runAction(site);
    expect((await invitations())[0]).toMatchObject({
      actor: {
        kind: 'person',
        accountId: site.person('agent').accountId,
        through: { kind: 'rule', name: 'Unknown senders' },
      },
      outcome: 'done',
      customer: ada()[0]?.accountId,
    });
  });

  test.each<[string, unknown, string | undefined]>([
    ['is shortened', 'r'.repeat(300), 'r'.repeat(100)],
    ['with line breaks is made one line', 'Unknown\n senders', 'Unknown senders'],
    ['with an address is not kept', 'For ada@acme.example', undefined],
    ['that is a smart value still is not kept', '{{rule.name}}', undefined],
    ['that is empty is none', ' ', undefined],
    ['that is left out is none', undefined, undefined],
  ])('whose name %s', async (_, rule, name) => {
    await runAction(site, JSON.parse(JSON.stringify(adaByRule({ rule }))) as Record<string, unknown>);
    const [entry] = await invitations();
    expect(entry?.actor).toMatchObject({ through: { kind: 'rule' } });
    expect(JSON.stringify(entry)).not.toContain('ada@');
    expect(entry?.actor.kind === 'person' && entry.actor.through?.name).toBe(name);
  });

  test('that runs twice for the same request finds the customer there, and adds nothing', async () => {
    const first = await runAction(site, adaByRule({ organization: 'Acme' }));
    const second = await runAction(site, adaByRule({ organization: 'Acme' }));
    expect([first, second]).toMatchObject([
      { outputs: { outcome: 'created' } },
      { outputs: { outcome: 'exists' } },
    ]);
    expect(ada()).toHaveLength(1);
  });

  test('that runs twice at once makes one customer', async () => {
    const results = await Promise.all([runAction(site), runAction(site)]);
    expect(results.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(ada()).toHaveLength(1);
  });

  test('sends Jira’s e-mail where it says so', async () => {
    await runAction(site, adaByRule({ notify: true }));
    expect((await invitations())[0]).toMatchObject({ emailed: true });
  });

  test('goes on where something is left to do, and is named when the schedule did it', async () => {
    site = await LocalSite.create({ profile: 'slow-index' });
    const made = site.jira.state.addCustomer('ada@acme.example', 'Made elsewhere');
    const result = await runAction(site);
    expect(result).toMatchObject({ status: 'done', outputs: { outcome: 'attention', accountId: null } });
    site.jira.clock.advance(6 * MINUTE_MS);
    await site.forge.runSchedule('retry');
    expect(site.jira.state.desk('SUP')?.customers).toContain(made.accountId);
    expect((await invitations()).map(({ outcome, actor }) => [outcome, actor])).toEqual(
      ['done', 'attention'].map((outcome) => [
        outcome,
        {
          kind: 'person',
          accountId: site.person('agent').accountId,
          through: { kind: 'rule', name: 'Unknown senders' },
        },
      ]),
    );
  });

  test('acts under the policy’s domain rules, as an agent at the screen does', async () => {
    const { id, name } = organizationNamed(site, 'Acme');
    await changePolicy(site, {
      domainOrganizations: [{ domain: 'acme.example', organization: { id, name } }] as never,
    });
    await runAction(site);
    expect(organizationNamed(site, 'Acme').members).toContain(ada()[0]?.accountId);
  });
});

describe('Rovo', () => {
  const chat = { email: 'ada@acme.example', project: 'SUP' };

  test('invites as the person in the chat, and is named in the audit log', async () => {
    expect(await runAction(site, chat, { by: 'rovo' })).toMatchObject({
      status: 'done',
      outputs: { outcome: 'created' },
    });
    expect((await invitations())[0]?.actor).toEqual({
      kind: 'person',
      accountId: site.person('agent').accountId,
      through: { kind: 'rovo' },
    });
  });

  test('cannot pass for a rule', async () => {
    await runAction(site, { ...chat, rule: 'Unknown senders' }, { by: 'rovo' });
    expect((await invitations())[0]?.actor).toMatchObject({ through: { kind: 'rovo' } });
    expect(JSON.stringify(await invitations())).not.toContain('Unknown senders');
  });

  test('may leave what it does not know empty', async () => {
    const inputs = { ...chat, name: '', organization: '', endsAt: '', notify: null };
    expect(errorOf(await runAction(site, inputs, { by: 'rovo' }))).toBeUndefined();
  });

  test.each([
    ['user', 'You may not invite customers in a space with this key, or Guestlist isn’t enabled there.'],
    ['customer', 'You may not invite customers in a space with this key, or Guestlist isn’t enabled there.'],
  ])('is refused what %s may not', async (as, message) => {
    expect(errorOf(await runAction(site, chat, { by: 'rovo', as }))).toContain(message);
    expect(callsAs(site, 'app')).toEqual([]);
  });
});
