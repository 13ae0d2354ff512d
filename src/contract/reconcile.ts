import * as z from 'zod/mini';
import type { KeyId } from '../domain/actor';
import { positionSchema } from './audit';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../domain/ids';
import type { AccountId, ProjectId } from '../domain/ids';
import type { OrganizationChoice } from '../domain/policy/lists';
import type { ReasonCode } from '../domain/reason';

/** Customers whom rules may add in one day: the most that can be set, and the default. */
export const UPKEEP_CHANGES_MAX = 250;
export const UPKEEP_CHANGES_DEFAULT = 50;
/** An organization with more members is not compared: reading them would take the points of other work. */
export const MEMBERS_COMPARED_MAX = 2_000;
/** Switches: a project can have 200 rules, a site 500 projects; an admin reviews no more than these. */
const SWITCHES_MAX = 1_000;

/** A rule of the policy that leads a domain into an organization. Another organization is another rule. */
const ruleRefSchema = z.strictObject({
  projectId: projectIdSchema,
  domain: z.string().check(z.minLength(1), z.maxLength(300)),
  organizationId: organizationIdSchema,
});
export type RuleRef = z.infer<typeof ruleRefSchema>;

export function isSameRule(one: RuleRef, other: RuleRef): boolean {
  return (
    one.projectId === other.projectId &&
    one.domain === other.domain &&
    one.organizationId === other.organizationId
  );
}

export const reconcileSettingsSchema = z.strictObject({
  /** Rules that are applied to customers who came another way than through this app. */
  on: z.array(ruleRefSchema).check(z.maxLength(SWITCHES_MAX)),
  /** Customers whom rules may add in one day. */
  changesMax: z.int().check(z.positive(), z.maximum(UPKEEP_CHANGES_MAX)),
});
export type ReconcileSettings = z.infer<typeof reconcileSettingsSchema>;

export function isRuleOn({ on }: Pick<ReconcileSettings, 'on'>, rule: RuleRef): boolean {
  return on.some((each) => isSameRule(each, rule));
}

/** What a Jira admin saves, with the version that they saw. */
export const reconcileInputSchema = z.extend(reconcileSettingsSchema, {
  version: z.int().check(z.nonnegative()),
});
export type ReconcileInput = z.infer<typeof reconcileInputSchema>;

/** A place in which this app put a customer who is not there any more; without an organization, the desk. */
export const goneRefSchema = z.strictObject({
  projectId: projectIdSchema,
  accountId: accountIdSchema,
  organizationId: z.optional(organizationIdSchema),
});
export type GoneRef = z.infer<typeof goneRefSchema>;

/** One answer holds some projects: storage and bridge would not carry all of a site of hundreds. */
export const reconcilePageSchema = z.strictObject({
  /** The last project of the page before. */
  after: z.optional(projectIdSchema),
});
export type ReconcilePageInput = z.infer<typeof reconcilePageSchema>;

export const reconcileListsInputSchema = z.strictObject({ projectId: projectIdSchema });
export type ReconcileListsInput = z.infer<typeof reconcileListsInputSchema>;

export const endedInputSchema = z.strictObject({
  /** Where the page before ended. */
  before: z.optional(positionSchema),
});
export type EndedInput = z.infer<typeof endedInputSchema>;

/** What a rule would do, or did, in the last round. */
export interface ReconcileRule {
  readonly domain: string;
  readonly organization: OrganizationChoice;
  readonly on: boolean;
  /** The last round got as far as this rule. */
  readonly seen: boolean;
  /** Customers at the domain who are not in the organization, and how many of them `UpkeepLists` names. */
  readonly outside: number;
  readonly named: number;
  /** Of whom Jira was not asked yet. */
  readonly waiting: number;
  readonly added: number;
  /** Why customers could not be added, or looked at. */
  readonly reason?: ReasonCode;
}

export interface GoneCustomer {
  readonly accountId: AccountId;
  /** Absent: the desk. */
  readonly organization?: OrganizationChoice;
}

export const uncomparedWhySchema = z.enum(['large', 'refused']);

/** An organization whose members could not be compared. */
interface UncomparedOrganization extends OrganizationChoice {
  /** It has too many members, or Jira did not show them; absent in reports of before this was kept. */
  readonly why?: z.infer<typeof uncomparedWhySchema> | undefined;
}

interface UnusedCustomer {
  readonly accountId: AccountId;
  /** Day of the last invitation, ISO 8601. */
  readonly invitedAt: string;
}

/** What the last round found in a project, in numbers. */
export interface ReconciledProject {
  readonly projectId: ProjectId;
  readonly key: string;
  readonly name: string;
  readonly rules: readonly ReconcileRule[];
  /** Absent before the first round. */
  readonly found?: {
    /** ISO 8601. */
    readonly at: string;
    /** Customers on the desk's list: none on an open desk, which keeps no list. */
    readonly listed: number;
    /** Of those, whose address Jira hides: no rule can be applied to them. */
    readonly hidden: number;
    readonly goneCount: number;
    /** Organizations that have too many members to compare. */
    readonly uncompared: number;
    readonly unused: number;
    /** There are more than these. */
    readonly unusedMore: boolean;
    /** Stored values that could not be read, and were passed over. */
    readonly skipped: number;
    /** Why the project could not be looked at, or its requests. */
    readonly reason?: ReasonCode;
    readonly unusedReason?: ReasonCode;
  };
}

/** Whom the last round found in one project: far below 1 MB, since a report is kept in one value. */
export interface ReconcileLists {
  /** The first of those whom each rule would add. */
  readonly rules: readonly (Pick<RuleRef, 'domain' | 'organizationId'> & {
    readonly customers: readonly AccountId[];
  })[];
  readonly gone: readonly GoneCustomer[];
  readonly uncompared: readonly UncomparedOrganization[];
  readonly unused: readonly UnusedCustomer[];
}

export interface StaleKey {
  readonly id: KeyId;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
  readonly expiresAt: string;
}

export interface ReconcileView extends ReconcileSettings {
  /** Counts up with each save. */
  readonly version: number;
  readonly round: {
    readonly state: 'none' | 'running' | 'done';
    /** ISO 8601. */
    readonly startedAt?: string;
    readonly endedAt?: string;
    /** A new one was asked for. */
    readonly wanted: boolean;
  };
  readonly projects: readonly ReconciledProject[];
  /** The next page begins behind this project; `undefined` on the last. */
  readonly next?: ProjectId;
  readonly staleKeys: readonly StaleKey[];
}

/** A customer whose access ended, and who is nowhere that this app knows of: the portal account is still there. */
interface EndedAccess {
  readonly id: string;
  readonly at: string;
  readonly projectId: ProjectId | undefined;
  readonly accountId: AccountId;
  readonly domain: string;
}

export interface EndedPage {
  /** The last to end first. */
  readonly ended: readonly EndedAccess[];
  /** Where the next, older page begins; none on the last. */
  readonly before?: string;
  /** ISO 8601: how far back was looked. */
  readonly searchedTo?: string;
}
