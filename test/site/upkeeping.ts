import type { UpkeepProject, UpkeepRule, UpkeepView } from '../../src/contract/upkeep';
import type { Person } from '../../local/jira/state';
import type { LocalSite } from '../../local/server/local-site';
import { organizationNamed } from './inviting';
import { changePolicy, SUP, told } from './scripting';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Rules of the policy: domains, and the organizations to which they lead. */
export async function rulesFor(
  site: LocalSite,
  rules: Readonly<Record<string, string>>,
  but: object = {},
): Promise<void> {
  const domainOrganizations = Object.entries(rules).map(([domain, name]) => ({
    domain,
    organization: { id: organizationNamed(site, name).id, name },
  }));
  await changePolicy(site, { ...but, domainOrganizations } as Parameters<typeof changePolicy>[1]);
}

/** A customer whom somebody added in Jira, or who came by e-mail. */
export function cameAnotherWay(site: LocalSite, email: string): Person {
  const person = site.jira.state.addCustomer(email, email.split('@')[0] ?? '');
  deskOf(site).customers.add(person.accountId);
  return person;
}

export function deskOf(site: LocalSite) {
  const desk = site.jira.state.desk('SUP');
  if (!desk) throw new Error('there is no desk');
  return desk;
}

/** Runs of a schedule, an hour apart, until a round is through. @returns how many it took. */
export async function look(site: LocalSite): Promise<number> {
  for (let runs = 1; runs <= 40; runs += 1) {
    await site.forge.runSchedule('upkeep');
    if ((await told(site, 'jira-admin', 'upkeep.show')).round.state === 'done') return runs;
    site.jira.clock.advance(HOUR_MS);
  }
  throw new Error('the round does not end');
}

/** The look of the next day. */
export async function lookTomorrow(site: LocalSite): Promise<number> {
  site.jira.clock.advance(DAY_MS);
  return look(site);
}

export const show = (site: LocalSite): Promise<UpkeepView> => told(site, 'jira-admin', 'upkeep.show');

export async function support(site: LocalSite): Promise<UpkeepProject> {
  const found = (await show(site)).projects.find(({ projectId }) => projectId === SUP);
  if (!found) throw new Error('Support is not there');
  return found;
}

export async function ruleOf(site: LocalSite, domain: string): Promise<UpkeepRule> {
  const found = (await support(site)).rules.find((rule) => rule.domain === domain);
  if (!found) throw new Error(`there is no rule for ${domain}`);
  return found;
}

/** Switches the rules of these domains on, all others off. */
export async function switchOn(site: LocalSite, domains: readonly string[], changesMax = 50): Promise<void> {
  const { version, projects } = await show(site);
  const on = projects.flatMap(({ projectId, rules }) =>
    rules
      .filter(({ domain }) => domains.includes(domain))
      .map(({ domain, organization }) => ({ projectId, domain, organizationId: organization.id })),
  );
  await told(site, 'jira-admin', 'upkeep.save', { version, on, changesMax });
}

export function isMember(site: LocalSite, { accountId }: Person, organization = 'Acme'): boolean {
  return organizationNamed(site, organization).members.has(accountId);
}
