import { randomUUID } from 'node:crypto';
import type { SiteClock } from '../clock';
import { UsageError } from '../usage-error';
import type { Issue } from './issues';
import type { Profile } from './profile';

/** Everybody with an account on the site. */
export interface Person {
  readonly accountId: string;
  readonly email: string;
  displayName: string;
  readonly accountType: 'atlassian' | 'customer' | 'app';
  active: boolean;
  /** For Basic auth; customers made by the API have none. */
  readonly apiToken?: string;
  /** What the contract of the local site calls this person. */
  readonly role?: string;
  readonly jiraAdmin: boolean;
  /** Member of the site-admin group, which is empty at the start. */
  readonly siteAdmin?: boolean;
  /** Projects in which the person is a licensed agent. */
  readonly agentOf: readonly string[];
  readonly adminOf: readonly string[];
  /** May be a customer of a service desk; an Atlassian account can lack it. */
  readonly customerRole: boolean;
  /** Unknown to searches before, in ms since 1970. */
  readonly searchableAt: number;
}

export interface Organization {
  readonly id: string;
  readonly uuid: string;
  readonly name: string;
  readonly scimManaged: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly members: Set<string>;
  readonly properties: Map<string, unknown>;
}

export interface RequestType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly helpText: string;
  readonly issueTypeId: string;
  readonly properties: Map<string, unknown>;
}

/** A service project with its desk. */
export interface Desk {
  readonly id: string;
  readonly projectId: string;
  readonly projectKey: string;
  readonly projectName: string;
  readonly customers: Set<string>;
  readonly organizations: Set<string>;
  readonly requestTypes: Map<string, RequestType>;
}

/** The site's data. All in memory; ids count up. */
export class SiteState {
  readonly people = new Map<string, Person>();
  readonly organizations = new Map<string, Organization>();
  readonly desks = new Map<string, Desk>();
  readonly issues = new Map<string, Issue>();
  /** Invitation e-mails that Jira would have sent. */
  readonly mailsSent: { readonly to: string; readonly desk: string }[] = [];
  /** Permissions that apps brought, by their whole keys: who holds each, as `project account`. */
  readonly appPermissions = new Map<string, Set<string>>();
  readonly #byEmail = new Map<string, Person[]>();
  #nextId = 100;

  constructor(
    readonly clock: SiteClock,
    readonly profile: Profile,
  ) {}

  nextId(): string {
    this.#nextId += 1;
    return String(this.#nextId);
  }

  addPerson(person: Omit<Person, 'searchableAt'> & { readonly searchableAt?: number }): Person {
    const added = { searchableAt: 0, ...person };
    this.people.set(added.accountId, added);
    const key = added.email.toLowerCase();
    this.#byEmail.set(key, [...(this.#byEmail.get(key) ?? []), added]);
    return added;
  }

  /** A permission that an app brings; no account holds it at first. */
  addPermission(key: string): void {
    this.appPermissions.set(key, new Set());
  }

  /**
   * Sets the only accounts that hold an app's permission in a project, as a permission scheme would.
   *
   * @throws UsageError where no app brings such a permission, or there is no such project.
   */
  grant(key: string, projectId: string, accountIds: readonly string[]): void {
    const holders = this.appPermissions.get(key);
    if (!holders) throw new UsageError(`No app brings the permission ${key}.`);
    if (![...this.desks.values()].some((desk) => desk.projectId === projectId)) {
      throw new UsageError(`There is no project with the id ${projectId}.`);
    }
    for (const held of holders) if (held.startsWith(`${projectId} `)) holders.delete(held);
    for (const accountId of accountIds) holders.add(`${projectId} ${accountId}`);
  }

  /** A portal-only customer, as the API makes one. */
  addCustomer(email: string, displayName: string): Person {
    return this.addPerson({
      accountId: `qm:${randomUUID()}:${randomUUID()}`,
      email,
      displayName,
      accountType: 'customer',
      active: true,
      jiraAdmin: false,
      agentOf: [],
      adminOf: [],
      customerRole: true,
      searchableAt: this.clock.now() + this.profile.indexLagMs,
    });
  }

  addOrganization(
    name: string,
    options: { readonly scimManaged?: boolean; readonly createdAt?: number } = {},
  ): Organization {
    const organization: Organization = {
      id: this.nextId(),
      uuid: randomUUID(),
      name,
      scimManaged: options.scimManaged ?? false,
      createdAt: options.createdAt ?? this.clock.now(),
      members: new Set(),
      properties: new Map(),
    };
    this.organizations.set(organization.id, organization);
    return organization;
  }

  addIssue(issue: Issue): Issue {
    this.issues.set(issue.id, issue);
    return issue;
  }

  /** A request by its id or its key. */
  issue(idOrKey: string): Issue | undefined {
    return this.issues.get(idOrKey) ?? [...this.issues.values()].find(({ key }) => key === idOrKey);
  }

  removeOrganization(id: string): void {
    this.organizations.delete(id);
    for (const desk of this.desks.values()) desk.organizations.delete(id);
  }

  withEmail(email: string): readonly Person[] {
    return this.#byEmail.get(email.toLowerCase()) ?? [];
  }

  /** A desk by its id, its project's key, or its project's id: "a project identifier". */
  desk(identifier: string): Desk | undefined {
    return (
      this.desks.get(identifier) ??
      [...this.desks.values()].find(
        ({ projectId, projectKey }) => projectId === identifier || projectKey === identifier,
      )
    );
  }

  /** Everything as JSON, to go on with in another process. */
  snapshot(): unknown {
    return JSON.parse(
      JSON.stringify(
        {
          nextId: this.#nextId,
          people: [...this.people.values()],
          organizations: [...this.organizations.values()],
          desks: [...this.desks.values()],
          issues: [...this.issues.values()],
          mailsSent: this.mailsSent,
          appPermissions: this.appPermissions,
        },
        (_key, value: unknown) =>
          value instanceof Set
            ? { $set: [...(value as Set<unknown>)] }
            : value instanceof Map
              ? { $map: [...(value as Map<unknown, unknown>)] }
              : value,
      ),
    );
  }

  /** Takes the place of everything with what `snapshot` gave. */
  restore(snapshot: unknown): void {
    const data = JSON.parse(JSON.stringify(snapshot), (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null) return value;
      const { $set, $map } = value as { $set?: unknown[]; $map?: [unknown, unknown][] };
      if (Object.hasOwn(value, '$set')) return new Set($set);
      return Object.hasOwn(value, '$map') ? new Map($map) : value;
    }) as {
      nextId: number;
      people: Person[];
      organizations: Organization[];
      desks: Desk[];
      mailsSent: SiteState['mailsSent'];
      /** Missing in what an earlier version kept. */
      issues?: Issue[];
      /** Missing in what an earlier version kept. */
      appPermissions?: Map<string, Set<string>>;
    };
    this.#nextId = data.nextId;
    this.people.clear();
    this.#byEmail.clear();
    this.organizations.clear();
    this.desks.clear();
    this.issues.clear();
    data.people.forEach((person) => this.addPerson(person));
    data.organizations.forEach((organization) => this.organizations.set(organization.id, organization));
    data.desks.forEach((desk) => this.desks.set(desk.id, desk));
    data.issues?.forEach((issue) => this.addIssue(issue));
    this.mailsSent.splice(0, Infinity, ...data.mailsSent);
    for (const [key, holders] of data.appPermissions ?? []) this.appPermissions.set(key, holders);
  }
}
