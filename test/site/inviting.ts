import type { Functions } from '../../src/contract/procedures';
import type { SendResult } from '../../src/contract/invite';
import type { Outcome } from '../../src/domain/invitation/outcome';
import type { Reply } from '../../src/contract/reply';
import type { LoggedCall } from '../../local/jira/call-log';
import type { LocalSite, Place } from '../../local/server/local-site';

/** On whose screen a function is called, by the first word of its name. */
const MODULES: Readonly<Record<string, string>> = {
  invite: 'invite',
  import: 'invite',
  access: 'invite',
  removal: 'invite',
  leavers: 'invite',
  project: 'project-settings',
  issue: 'request',
  organization: 'organization',
  rule: 'invite-customer',
};
/** Screens that are in no project. */
const NOWHERE: readonly string[] = ['settings', 'invite-customer'];

/** Calls a function of the app as a screen does, through its real bundle. */
export async function ask<N extends keyof Functions>(
  site: LocalSite,
  who: string,
  name: N,
  input: unknown = {},
  project: string | undefined = 'SUP',
  at: Place = {},
): Promise<Reply<Functions[N]['output']>> {
  const module = MODULES[name.split('.')[0] ?? ''] ?? 'settings';
  const screen = site.screen(module, who, NOWHERE.includes(module) ? undefined : project, at);
  return (await site.forge.invoke(screen, name, input)) as Reply<Functions[N]['output']>;
}

/** Invites as the agent of SUP, and insists on an answer. */
export async function inviteAll(
  site: LocalSite,
  emails: readonly string[],
  options: { readonly organizations?: readonly object[]; readonly notify?: boolean } = {},
): Promise<SendResult> {
  const reply = await ask(site, 'agent', 'invite.send', {
    people: emails.map((email) => ({ email })),
    organizations: options.organizations ?? [],
    notify: options.notify ?? false,
  });
  if (!reply.ok) throw new Error(`refused: ${reply.error.code}`);
  return reply.data;
}

export async function inviteOne(
  site: LocalSite,
  email: string,
  options?: Parameters<typeof inviteAll>[2],
): Promise<Outcome> {
  const [outcome] = (await inviteAll(site, [email], options)).outcomes;
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

/** The steps of an outcome in short: `account made`, `desk failed desk-refused`. */
export function stepsOf({ steps }: Outcome): string[] {
  return steps.map(({ step, state, change, organization, reason }) =>
    [step, organization?.name, change ?? state, reason?.code].filter((part) => part !== undefined).join(' '),
  );
}

/** What reached Jira, and in whose name, in short: `app POST /rest/… 201`. */
export function callsOf(site: LocalSite): string[] {
  return site.jira.log.all().map(({ as, method, path, status }) => `${as} ${method} ${path} ${status}`);
}

export function callsAs(site: LocalSite, as: LoggedCall['as']): readonly LoggedCall[] {
  return site.jira.log.all().filter((call) => call.as === as);
}

export function organizationNamed(site: LocalSite, wanted: string) {
  const found = [...site.jira.state.organizations.values()].find(({ name }) => name === wanted);
  if (!found) throw new Error(`no organization ${wanted}`);
  return found;
}
