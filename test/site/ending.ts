import type { AccessView } from '../../src/contract/access-expiry';
import type { AuditEntry } from '../../src/contract/audit';
import type { Functions } from '../../src/contract/procedures';
import type { Outcome } from '../../src/domain/invitation/outcome';
import type { Reply } from '../../src/contract/reply';
import { LocalSite } from '../../local/server/local-site';
import { ask, organizationNamed } from './inviting';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A site on which no wait takes time. */
export async function endingSite(profile = 'default'): Promise<LocalSite> {
  const site = await LocalSite.create({ profile });
  site.forge.time.hurried = true;
  return site;
}

export const inDays = (site: LocalSite, days: number): string =>
  new Date(site.jira.clock.now() + days * DAY_MS).toISOString();

/** Invites as the agent of a project, until then. */
export function inviteUntil(
  site: LocalSite,
  endsAt: string | undefined,
  emails: readonly string[],
  {
    organization = 'Acme',
    who = 'agent',
    project = 'SUP',
    notify = false,
  }: { organization?: string; who?: string; project?: string; notify?: boolean } = {},
): Promise<Reply<Functions['invite.send']['output']>> {
  const input = {
    people: emails.map((email) => ({ email })),
    organizations: [{ id: organizationNamed(site, organization).id }],
    notify,
    ...(endsAt !== undefined && { endsAt }),
  };
  return ask(site, who, 'invite.send', input, project);
}

/** Lets a function end before it writes what became of access: the first transaction stores, or leases, its end. */
export function diesAtSecondTransaction(site: LocalSite): void {
  let transactions = 0;
  site.forge.crashes.at = ({ path }) => {
    if (path.endsWith('/transaction')) transactions += 1;
    return transactions === 2 ? 'before' : undefined;
  };
}

export function outcomesIn(reply: Reply<Functions['invite.send']['output']>): readonly Outcome[] {
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data.outcomes;
}

export async function access<N extends Extract<keyof Functions, `access.${string}`>>(
  site: LocalSite,
  name: N,
  input: Functions[N]['input'],
): Promise<Functions[N]['output']> {
  const reply = await ask(site, 'agent', name, input);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data;
}

/** Days go by, and with each hour of the last one the schedules run. */
export async function pass(site: LocalSite, days: number): Promise<void> {
  site.jira.clock.advance((days - 1) * DAY_MS);
  for (let hour = 0; hour < 24; hour += 1) {
    site.jira.clock.advance(HOUR_MS);
    await site.forge.runSchedule('ending').catch(() => undefined);
  }
}

export function accountOf(site: LocalSite, email: string): AccessView['accountId'] {
  const found = site.jira.state.withEmail(email)[0]?.accountId;
  if (found === undefined) throw new Error(`nobody has ${email}`);
  return found as AccessView['accountId'];
}

/** The places of SUP where a customer is: `desk`, and organizations by their names. */
export function placesOf(site: LocalSite, email: string): readonly string[] {
  const { state } = site.jira;
  const ids = state.withEmail(email).map(({ accountId }) => accountId);
  const isIn = (all: ReadonlySet<string> | undefined): boolean => ids.some((id) => all?.has(id));
  return [
    ...(isIn(state.desk('SUP')?.customers) ? ['desk'] : []),
    ...[...state.organizations.values()].filter(({ members }) => isIn(members)).map(({ name }) => name),
  ];
}

export async function accessEntries(site: LocalSite): Promise<readonly AuditEntry[]> {
  const reply = await ask(site, 'jira-admin', 'audit.page', { limit: 100 });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data.entries.filter(({ event }) => event === 'access');
}
