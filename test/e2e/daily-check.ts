import type { FrameLocator } from '@playwright/test';
import type { Functions } from '../../src/contract/procedures';
import { DAY_MS } from './fixed-day';
import type { LocalSite } from '../../local/server/local-site';

const KEY = { projects: ['10001'], domains: [], organizations: [], dailyQuota: 100, days: 90 };

export async function call<N extends keyof Functions>(
  site: LocalSite,
  name: N,
  input: unknown = {},
): Promise<Functions[N]['output']> {
  const reply = await site.forge.invoke(site.screen('settings', 'jira-admin'), name, input);
  const { ok, data } = reply as { ok: boolean; data: Functions[N]['output'] };
  if (!ok) throw new Error(`${name} was refused`);
  return data;
}

export async function rules(site: LocalSite, domains: Readonly<Record<string, string>>): Promise<void> {
  const all = [...site.jira.state.organizations.values()];
  const domainOrganizations = Object.entries(domains).map(([domain, name]) => ({
    domain,
    organization: { id: all.find((each) => each.name === name)?.id, name },
  }));
  await site.savePolicy({ domainOrganizations }, ['SUP']);
}

/** A customer whom somebody added in Jira. */
export function cameAnotherWay(site: LocalSite, email: string, name: string): string {
  const { accountId } = site.jira.state.addCustomer(email, name);
  site.jira.state.desk('SUP')?.customers.add(accountId);
  return accountId;
}

export function isIn(site: LocalSite, accountId: string, organization: string): boolean {
  const found = [...site.jira.state.organizations.values()].find(({ name }) => name === organization);
  return found?.members.has(accountId) ?? false;
}

export async function invite(
  site: LocalSite,
  email: string,
  displayName: string,
  endsAt?: string,
): Promise<string> {
  const reply = await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.send', {
    people: [{ email, displayName }],
    organizations: [{ name: 'Globex' }],
    notify: false,
    ...(endsAt !== undefined && { endsAt }),
  });
  const { outcomes } = (reply as { data: Functions['invite.send']['output'] }).data;
  return outcomes[0]?.accountId ?? '';
}

export async function openUpkeep(
  open: (who: string, where: 'settings') => Promise<FrameLocator>,
): Promise<ReturnType<FrameLocator['getByRole']>> {
  const app = await open('jira-admin', 'settings');
  await app.getByRole('tab', { name: 'Daily check' }).click();
  return app.getByRole('tabpanel', { name: 'Daily check' });
}

/** Something of everything that the daily look can find. */
export async function fill(site: LocalSite): Promise<void> {
  await call(site, 'keys.create', { ...KEY, name: 'Old importer' });
  const gone = await invite(site, 'linus@globex.example', 'Linus Pauling');
  await invite(site, 'grace@globex.example', 'Grace Hopper');
  await invite(
    site,
    'kurt@globex.example',
    'Kurt Gödel',
    new Date(site.jira.clock.now() + DAY_MS).toISOString(),
  );
  await site.forge.passTime(2 * DAY_MS);
  await site.forge.runSchedule('ending');
  site.jira.state.desk('SUP')?.customers.delete(gone);
  await site.forge.passTime(70 * DAY_MS);
  await rules(site, { 'acme.example': 'Acme', 'umbrella.example': 'Umbrella (directory)' });
  for (let index = 0; index < 40; index += 1) {
    cameAnotherWay(site, `guest${index}@acme.example`, `Guest ${index}`);
  }
}
