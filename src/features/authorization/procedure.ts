import type * as z from 'zod/mini';
import type { AuditPorts } from '../audit/append';
import type { Clock } from '../../platform/clock';
import type { Functions } from '../../contract/procedures';
import type { AccountId, IssueId, IssueKey, OrganizationId, ProjectId } from '../../domain/ids';
import type { EnabledProject, Policy, ProjectPolicy } from '../../domain/policy/policy';
import type { JiraClients } from '../../platform/jira/clients';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import type { Result } from '../../domain/result';

/** Who may call a function: whom the policy lets invite in the project, the project's admins, or Jira admins. */
export type Audience = 'inviter' | 'projectAdmin' | 'jiraAdmin';

/** What the platform vouches for; nothing of it comes from a payload. */
export type TrustedContext<A extends Audience> = A extends 'jiraAdmin'
  ? { readonly actor: AccountId }
  : {
      readonly actor: AccountId;
      /** The project on whose page the caller is. */
      readonly projectId: ProjectId;
      /** The issue on whose page the caller is, if it is one. */
      readonly issue?: { readonly id: IssueId; readonly key: IssueKey };
      /** The organization on whose page the caller is, if it is one. Whether it is the project's is not told. */
      readonly organizationId?: OrganizationId;
    };

/** What a function may use while it is still asked whether the caller may call it. */
export interface Preauthorized {
  readonly user: JiraClients['user'];
  /** The policy of the project in which the caller is; `undefined` where it is off. */
  readonly policy: Promise<ProjectPolicy | undefined>;
  /** Where lists of organizations are kept: the person's own word from Jira decides on each. */
  readonly lists: { readonly store: Pick<Store, 'organizationLists'>; readonly clock: Clock };
}

/** What a function may use once the caller is proven. */
export interface Authorized extends AuditPorts {
  readonly callers: JiraClients;
  readonly settings: Settings;
  readonly store: Store;
}

/**
 * What the guard knows of a proven caller, by whom the function is for. No handler asks again whether the project is on,
 * or falls back to a default policy.
 */
export type AuthorizedFor<A extends Audience> = Authorized & Known[A];

interface Known {
  /** Runs only where the project is on. */
  readonly inviter: {
    readonly policy: ProjectPolicy;
    /** Whether policy and authority are still as they were when the function was called. */
    readonly mayGoOn: () => Promise<boolean>;
  };
  /** Runs only where the project is on. */
  readonly projectAdmin: { readonly sitePolicy: Policy; readonly project: EnabledProject };
  readonly jiraAdmin: { readonly sitePolicy: Policy };
}

/** A function that the screens can call. */
export interface Definition<N extends keyof Functions, A extends Audience, B = undefined> {
  readonly name: N;
  readonly audience: A;
  readonly input: z.ZodMiniType<Functions[N]['input']>;
  /**
   * The project that the payload names, for a page that is in none: the form of a rule's action. Jira is asked about that very
   * one. Absent: the project of the context, and no other.
   */
  readonly projectNamed?: (input: Functions[N]['input']) => string;
  /**
   * Reads in the user's own name that need not wait for the permission check; where it refuses, they are
   * thrown away.
   */
  readonly prefetch?: (
    input: Functions[N]['input'],
    context: TrustedContext<A>,
    preauthorized: Preauthorized,
  ) => Promise<B>;
  readonly handle: (
    input: Functions[N]['input'],
    context: TrustedContext<A>,
    authorized: AuthorizedFor<A>,
    prefetched: B,
  ) => Promise<Result<Functions[N]['output']>>;
}
