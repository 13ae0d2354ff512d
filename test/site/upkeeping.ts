import type { AccountId } from '../../src/domain/ids';
import type {
  ReconcileLists,
  ReconciledProject,
  ReconcileRule,
  ReconcileView,
} from '../../src/contract/reconcile';
import type { Death } from '../../local/forge/crashes';
import type { Person } from '../../local/jira/state';
import { LocalSite } from '../../local/server/local-site';
import type { LocalSiteOptions } from '../../local/server/local-site';
import { callsAs, organizationNamed } from './inviting';
import { audited, changePolicy, SUP, told } from './scripting';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A site with a rule that leads acme.example into Acme, on which nothing is waited for. */
export async function siteWithRule(options: LocalSiteOptions = {}): Promise<LocalSite> {
  const site = await LocalSite.create(options);
  site.forge.time.hurried = true;
  await rulesFor(site, { 'acme.example': 'Acme' });
  return site;
}

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

/** A customer whom an agent added in Jira, or who came by e-mail. */
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

type Found = NonNullable<ReconciledProject['found']>;

/** A project with its numbers, and the lists that a page asks for one project at a time. */
export interface ShownProject extends Omit<ReconciledProject, 'rules' | 'found'> {
  readonly rules: readonly ShownRule[];
  readonly found?: Omit<Found, 'uncompared' | 'unused'> & Omit<ReconcileLists, 'rules'>;
}
export type ShownRule = ReconcileRule & { readonly customers: readonly AccountId[] };
export type Shown = Omit<ReconcileView, 'projects'> & { readonly projects: readonly ShownProject[] };

/** Everything that the page can show: all projects, with all lists. */
export async function show(site: LocalSite): Promise<Shown> {
  const first = await told(site, 'jira-admin', 'upkeep.show');
  const projects = [...first.projects];
  for (let { next } = first; next !== undefined;) {
    const page = await told(site, 'jira-admin', 'upkeep.show', { after: next });
    projects.push(...page.projects);
    ({ next } = page);
  }
  return { ...first, projects: await Promise.all(projects.map((project) => withLists(site, project))) };
}

async function withLists(
  site: LocalSite,
  { found, rules, ...project }: ReconciledProject,
): Promise<ShownProject> {
  const { projectId } = project;
  const lists = await told(site, 'jira-admin', 'upkeep.lists', { projectId });
  return {
    ...project,
    rules: rules.map((rule) => ({ ...rule, customers: customersOf(rule, lists) })),
    ...(found && {
      found: { ...found, gone: lists.gone, uncompared: lists.uncompared, unused: lists.unused },
    }),
  };
}

function customersOf(
  { domain, organization }: ReconcileRule,
  { rules }: ReconcileLists,
): readonly AccountId[] {
  const here = rules.find((rule) => rule.domain === domain && rule.organizationId === organization.id);
  return here?.customers ?? [];
}

export async function support(site: LocalSite): Promise<ShownProject> {
  const found = (await show(site)).projects.find(({ projectId }) => projectId === SUP);
  if (!found) throw new Error('Support is not there');
  return found;
}

export async function ruleOf(site: LocalSite, domain: string): Promise<ShownRule> {
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

/** The path by which Jira is asked to add customers to an organization. */
const ADDING = /\/organization\/\d+\/user$/;

/** How often the app asked Jira in its own name to add customers to an organization. */
export function addsAsked(site: LocalSite): number {
  return callsAs(site, 'app').filter(({ method, path }) => method === 'POST' && ADDING.test(path)).length;
}

export function isAdding({ method, url }: Request): boolean {
  return method === 'POST' && ADDING.test(new URL(url).pathname);
}

/** Answers in Jira's place, before anything is done there; what is not answered so goes on to the site. */
export function inJirasPlace(
  { jira }: LocalSite,
  answer: (request: Request) => Promise<Response | undefined>,
): void {
  const call = jira.call.bind(jira);
  jira.call = async (caller, request) => (await answer(request.clone())) ?? call(caller, request);
}

/** Does something while the first such call waits for Jira. */
export function meanwhile(
  site: LocalSite,
  isCall: (request: Request) => boolean,
  act: () => Promise<unknown>,
): void {
  let isOver = false;
  inJirasPlace(site, async (request) => {
    if (isOver || !isCall(request)) return undefined;
    isOver = true;
    await act();
    return undefined;
  });
}

/** Runs the schedule, which dies at the call that asks Jira to add customers, before its work is done or after. */
export async function dieAdding(site: LocalSite, death: Death): Promise<void> {
  const { crashes } = site.forge;
  const { count } = crashes;
  crashes.at = ({ functionKey, method, path }) =>
    functionKey === 'keep-up' && method === 'POST' && ADDING.test(path) ? death : undefined;
  await site.forge.runSchedule('upkeep').catch(() => undefined);
  crashes.at = () => undefined;
  if (crashes.count === count) throw new Error('it did not die');
}

/** Customers whom rules added, or did not, as the audit log has it. */
export async function ruleEntries(site: LocalSite) {
  return (await audited(site)).filter(({ event }) => event === 'domain-rule');
}
