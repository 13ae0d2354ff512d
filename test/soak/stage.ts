import type { NewKey } from '../../src/contract/api-key';
import type { Reply } from '../../src/contract/reply';
import { LocalSite } from '../../local/server/local-site';
import type { Place } from '../../local/server/local-site';
import { Journal } from './journal';
import { Draw, StoryClock } from './random';
import type { Space, Story } from './story';
import { KEYS } from './tell-guests';
import { Troubles } from './trouble';

export const PROJECTS: Readonly<Record<Space, string>> = { SUP: '10001', PAR: '10002' };
/** Time that a call takes, in ms: eight are under way at once. */
const JIRA_MS = 15;
const STORAGE_MS = 3;

/** An import as it was begun. */
export interface Begun {
  readonly id: string;
  readonly thing: number;
  readonly space: Space;
  readonly owner: string;
}

/** The site on which a story is played, with everybody and everything that it needs. */
export class Stage {
  readonly imports: Begun[] = [];
  readonly keys: (Pick<NewKey, 'secret' | 'address'> & { readonly id: string })[] = [];
  /** Secrets that no log may say. */
  readonly secrets: string[] = [];

  private constructor(
    readonly site: LocalSite,
    readonly journal: Journal,
    readonly troubles: Troubles,
    /** On which desk and in which organizations an account was from the start: `place account`. */
    readonly before: ReadonlySet<string>,
  ) {}

  static async set({ profile, seed }: Pick<Story, 'profile' | 'seed'>, bundle: string): Promise<Stage> {
    const clock = new StoryClock();
    const site = await LocalSite.create({ bundle, clock, profile });
    site.forge.time.hurried = true;
    people(site);
    const { crashes, manifest } = site.forge;
    const journal = new Journal(site);
    const limits = new Map(manifest.modules.function.map((each) => [each.key, limitOf(each)]));
    journal.watchTime(crashes);
    crashes.at = () => {
      journal.checkTime((key) => limits.get(key) ?? 55_000);
      return undefined;
    };
    const stage = new Stage(site, journal, new Troubles(site), membershipsOf(site));
    await stage.#prepare(profile);
    takeTime(site, clock, new Draw(seed));
    return stage;
  }

  /** Calls a function as a screen does. @throws where the function ends in the middle. */
  async ask<T = unknown>(
    who: string,
    name: string,
    input: unknown,
    space: Space = 'SUP',
    at: Place = {},
  ): Promise<Reply<T>> {
    const module = moduleOf(name);
    const screen = this.site.screen(module, who, module === 'settings' ? undefined : space, at);
    return (await this.site.forge.invoke(screen, name, input)) as Reply<T>;
  }

  organizationId(name: string): string | undefined {
    const all = [...this.site.jira.state.organizations.values()];
    return all.find((each) => each.name.toLowerCase() === name.toLowerCase())?.id;
  }

  accountOf(email: string): string | undefined {
    return this.site.jira.state.withEmail(email)[0]?.accountId;
  }

  setAgent(who: string, has: boolean): void {
    const person = this.site.person(who);
    const agentOf = !has
      ? []
      : who === 'other-agent'
        ? ['10002']
        : who === 'agent-both'
          ? ['10001', '10002']
          : ['10001'];
    this.site.jira.state.people.set(person.accountId, { ...person, agentOf });
  }

  /** Changes rules of the policy as the Jira admin, and which spaces are on. */
  async savePolicy(rules: Readonly<Record<string, unknown>>, on: readonly Space[]): Promise<Reply<unknown>> {
    const shown = await this.ask<{ readonly rules: object } & Readonly<Record<string, unknown>>>(
      'jira-admin',
      'policy.show',
      {},
    );
    if (!shown.ok) return shown;
    const { version, auditDays, projectAdminsMakeKeys, rules: before } = shown.data;
    const projects = on.map((space) => ({ projectId: PROJECTS[space], overrides: {} }));
    return this.ask('jira-admin', 'policy.save', {
      version,
      auditDays,
      projectAdminsMakeKeys,
      rules: { ...before, ...rules },
      projects,
    });
  }

  async makeKey(place: number): Promise<void> {
    const reply = await this.ask<NewKey>('jira-admin', 'keys.create', {
      name: `Key ${place}`,
      projects: Object.values(PROJECTS),
      domains: [],
      organizations: [],
      dailyQuota: 500,
      days: 30,
    });
    if (reply.ok) this.keepKey(place, reply.data);
  }

  keepKey(place: number, { key, secret, address }: NewKey): void {
    this.keys[place] = { id: key.id, secret, address };
    this.secrets.push(secret.split('_').slice(2).join('_'));
  }

  async #prepare(profile: string): Promise<void> {
    if (profile === 'app-not-admin') await this.ask('jira-admin', 'authority.consent', {});
    const acme = { id: this.organizationId('Acme'), name: 'Acme' };
    const globex = { id: this.organizationId('Globex'), name: 'Globex' };
    const saved = await this.savePolicy(
      {
        createOrganizations: true,
        domainOrganizations: [
          { domain: 'acme.example', organization: acme },
          { domain: 'globex.example', organization: globex },
        ],
      },
      ['SUP', 'PAR'],
    );
    if (!saved.ok) throw new Error(`the policy was not saved: ${saved.error.code}`);
    for (let place = 0; place < KEYS; place += 1) await this.makeKey(place);
  }
}

/** On whose screen a function is called, by the first word of its name. */
function moduleOf(name: string): string {
  const MODULES: Readonly<Record<string, string>> = {
    invite: 'invite',
    import: 'invite',
    access: 'invite',
    project: 'project-settings',
    issue: 'request',
    organization: 'organization',
  };
  return MODULES[name.split('.')[0] ?? ''] ?? 'settings';
}

/** `place account` of all desks (by project) and organizations. */
function membershipsOf({ jira: { state } }: LocalSite): Set<string> {
  const desks = [...state.desks.values()].flatMap(({ projectId, customers }) =>
    [...customers].map((account) => `${projectId} ${account}`),
  );
  const organizations = [...state.organizations.values()].flatMap(({ id, members }) =>
    [...members].map((account) => `${id} ${account}`),
  );
  return new Set([...desks, ...organizations]);
}

function people(site: LocalSite): void {
  const { state } = site.jira;
  const agent = site.person('agent');
  for (const role of ['agent-2', 'agent-both']) {
    const agentOf = role === 'agent-2' ? ['10001'] : ['10001', '10002'];
    const email = `${role}@guestlist.example`;
    state.addPerson({ ...agent, accountId: `5b10ac8d:${role}`, email, role, displayName: role, agentOf });
  }
  const ready = { searchableAt: 0 };
  const known = (email: string): string => {
    const { accountId } = state.addCustomer(email, email);
    const person = state.people.get(accountId);
    if (person) state.people.set(accountId, { ...person, ...ready });
    return accountId;
  };
  known('known-0@acme.example');
  known('known-1@other.example');
  const member = known('member-0@acme.example');
  state.desks.get('1')?.customers.add(member);
  [...state.organizations.values()].find(({ name }) => name === 'Acme')?.members.add(member);
}

/** Each call takes its time, and lets others go first now and then. */
function takeTime(site: LocalSite, clock: StoryClock, draw: Draw): void {
  const pass = async (ms: number): Promise<void> => {
    for (let turns = draw.int(0, 2); turns > 0; turns -= 1)
      await new Promise((resolve) => setImmediate(resolve));
    clock.advance(ms);
  };
  const call = site.jira.call.bind(site.jira);
  site.jira.call = async (caller, request) => {
    await pass(JIRA_MS);
    return call(caller, request);
  };
  const { kvs } = site.forge;
  const answer = kvs.answer.bind(kvs);
  kvs.answer = async (path, body) => {
    await pass(STORAGE_MS);
    return answer(path, body);
  };
}

/** Milliseconds that Forge gives a function, by its key. */
function limitOf({
  key,
  timeoutSeconds,
}: {
  readonly key: string;
  readonly timeoutSeconds?: number | undefined;
}): number {
  const isResolver = ['panel', 'issue', 'organization-functions', 'admin', 'project'].includes(key);
  const isApi = ['invite-by-api', 'show-invitation', 'list-organizations'].includes(key);
  return timeoutSeconds === undefined ? (isResolver || isApi ? 25_000 : 55_000) : timeoutSeconds * 1000;
}
