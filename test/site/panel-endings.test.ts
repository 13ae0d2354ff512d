import { LocalSite } from '../../local/server/local-site';
import { ask, organizationNamed } from './inviting';

const DAY_MS = 86_400_000;
const EMAIL = 'ada@acme.example';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

const inDays = (days: number) => new Date(site.jira.clock.now() + days * DAY_MS).toISOString();
const input = (endsAt: string) => ({ people: [{ email: EMAIL }], notify: false, endsAt });

/** Invites into Acme, as the panel does. */
const PANELS = {
  request: (endsAt: string) => {
    const organizations = [{ id: organizationNamed(site, 'Acme').id }];
    const asked = { ...input(endsAt), organizations, participants: true };
    return ask(site, 'agent', 'issue.invite', asked, 'SUP', { issue: 'SUP-1' });
  },
  organization: (endsAt: string) => {
    const at = { organization: organizationNamed(site, 'Acme').id };
    return ask(site, 'agent', 'organization.invite', input(endsAt), 'SUP', at);
  },
};

describe.each(['request', 'organization'] as const)('from the panel: %s', (panel) => {
  test('access ends when it was to end, and not before', async () => {
    const endsAt = inDays(2);
    const reply = await PANELS[panel](endsAt);
    expect(reply.ok && reply.data.outcomes[0]?.steps.at(-1)).toEqual({ step: 'end', state: 'done', endsAt });

    const ada = site.jira.state.withEmail(EMAIL)[0]?.accountId ?? '';
    const places = () =>
      [site.jira.state.desk('SUP')?.customers, organizationNamed(site, 'Acme').members].map((all) =>
        all?.has(ada),
      );
    site.jira.clock.advance(DAY_MS);
    await site.forge.runSchedule('ending');
    expect(places()).toEqual([true, true]);
    site.jira.clock.advance(DAY_MS);
    await site.forge.runSchedule('ending');
    expect(places()).toEqual([false, false]);
  });

  test.each([
    ['is over', () => inDays(-1), 'ends-at-past'],
    ['is no date', () => 'soon', 'ends-at-format'],
  ])('nobody is invited where the end %s', async (_why, endsAt, code) => {
    expect(await PANELS[panel](endsAt())).toMatchObject({
      data: { outcomes: [{ state: 'failed', reason: { code } }] },
    });
    expect(site.jira.state.withEmail(EMAIL)).toEqual([]);
  });
});
