import { AsyncLocalStorage } from 'node:async_hooks';
import type { Crashes } from '../../local/forge/crashes';
import { currentInvocation } from '../../local/forge/invocation';
import type { Invocation } from '../../local/forge/invocation';
import type { LocalSite } from '../../local/server/local-site';

/** What the running code was begun by: a thing of the story, or an event of an import. */
export interface Cause {
  readonly thing?: number;
  readonly importId?: string;
}

export const cause = new AsyncLocalStorage<Cause>();

/** Something that came to be otherwise in Jira, when and through whom. */
export interface Change extends Cause {
  readonly at: number;
  readonly what: 'account' | 'desk' | 'organization' | 'created' | 'linked';
  /** The desk's project, or the organization. */
  readonly place: string;
  readonly account: string;
  readonly added: boolean;
  /** The function of the app; `undefined` where a person did it by hand. */
  readonly by: string | undefined;
}

/** Watches a site: what changes on it, and which functions of the app take longer than they may. */
export class Journal {
  readonly changes: Change[] = [];
  /** Functions that were still asking for something when their time was over. */
  readonly overlong: string[] = [];
  /** Things of the story that were answered. */
  readonly answered = new Set<number>();
  /** Values that storage refused for their form or size. */
  readonly refusedValues: string[] = [];
  readonly #begun = new WeakMap<Invocation, number>();

  constructor(private readonly site: LocalSite) {
    const { state } = site.jira;
    for (const desk of state.desks.values()) {
      this.#watch(desk.customers, 'desk', desk.projectId);
      this.#watchLinks(desk.organizations, desk.projectId);
    }
    for (const { id, members } of state.organizations.values()) this.#watch(members, 'organization', id);
    const addOrganization = state.addOrganization.bind(state);
    state.addOrganization = (name, options) => {
      const added = addOrganization(name, options);
      this.#watch(added.members, 'organization', added.id);
      this.#note('created', added.id, '', true);
      return added;
    };
    const addCustomer = state.addCustomer.bind(state);
    state.addCustomer = (email, name) => {
      const added = addCustomer(email, name);
      this.#note('account', '', added.accountId, true);
      return added;
    };
    this.#watchValues();
  }

  /** To be asked at each call of a function: whether its time is over. */
  watchTime(crashes: Crashes): void {
    const begin = crashes.begin.bind(crashes);
    crashes.begin = (invocation) => {
      this.#begun.set(invocation, this.site.jira.clock.now());
      return begin(invocation);
    };
  }

  checkTime(limitOf: (functionKey: string) => number): void {
    const invocation = currentInvocation.getStore();
    const begun = invocation && this.#begun.get(invocation);
    if (invocation === undefined || begun === undefined) return;
    // What is still under way behind an answer is not waited for.
    if (this.answered.has(cause.getStore()?.thing ?? NaN)) return;
    const took = this.site.jira.clock.now() - begun;
    if (took > limitOf(invocation.functionKey))
      this.overlong.push(`${invocation.functionKey} was still at it after ${took} ms`);
  }

  #watch(set: Set<string>, what: 'desk' | 'organization', place: string): void {
    const add = set.add.bind(set);
    const remove = set.delete.bind(set);
    set.add = (account) => {
      if (!set.has(account)) this.#note(what, place, account, true);
      return add(account);
    };
    set.delete = (account) => {
      if (set.has(account)) this.#note(what, place, account, false);
      return remove(account);
    };
  }

  #watchLinks(set: Set<string>, project: string): void {
    const add = set.add.bind(set);
    set.add = (organization) => {
      if (!set.has(organization)) this.#note('linked', organization, project, true);
      return add(organization);
    };
  }

  /** Forge says 400 to what is too large, too deep or badly named: an app that keeps to the rules never hears it. */
  #watchValues(): void {
    const { kvs } = this.site.forge;
    const handle = kvs.handle.bind(kvs);
    kvs.handle = (path, body) => {
      const answer = handle(path, body);
      if (answer.status === 400 || answer.status === 413 || answer.status === 501)
        this.refusedValues.push(`${path} ${answer.status} ${JSON.stringify(body).slice(0, 200)}`);
      return answer;
    };
  }

  #note(what: Change['what'], place: string, account: string, added: boolean): void {
    this.changes.push({
      at: this.site.jira.clock.now(),
      what,
      place,
      account,
      added,
      by: currentInvocation.getStore()?.functionKey,
      ...cause.getStore(),
    });
  }
}
