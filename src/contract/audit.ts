import * as z from 'zod/mini';
import type { KEY_LIMITS } from './api-key';
import { importIdSchema } from './import';
import type { ImportId } from './import';
import type { Actor } from '../domain/actor';
import type { AccountId, IssueId, IssueKey, OrganizationId, ProjectId } from '../domain/ids';
import { accountIdSchema, projectIdSchema } from '../domain/ids';
import type { Step } from '../domain/invitation/outcome';
import type { PolicyChange } from '../domain/policy/policy-changes';
import type { ReasonCode } from '../domain/reason';
import { SEARCHED_DOMAIN_MAX } from '../domain/limits';

/** `refused`: the policy, a key's limits or Jira's permission check forbids it. */
export const auditOutcomeSchema = z.enum(['done', 'attention', 'failed', 'refused']);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

/** A place of a space that a customer can be in. */
export type AddedPlace = 'desk' | OrganizationId;

/** What happened, without whom and when. */
export type AuditEvent =
  | {
      readonly event: 'invitation';
      readonly account?: Step['change'];
      readonly organizations: readonly string[];
      /** Whether Jira sent its invitation e-mail. */
      readonly emailed: boolean;
      /** The import that it was a row of, and its line there. */
      readonly importId?: ImportId;
      readonly line?: number;
      /** Their ids, in the same order: names change. Entries from before they were kept have none. */
      readonly organizationIds?: readonly OrganizationId[];
      /** The places that it added the customer to. Entries from before they were kept have none. */
      readonly added?: readonly AddedPlace[];
      /** The request on whose page it was made, and the key that it had. */
      readonly issueId?: IssueId;
      readonly issueKey?: IssueKey;
    }
  /** Access expiry. The actor of `ends-soon` is the inviter. */
  | {
      readonly event: 'access';
      readonly action: 'ends-soon' | 'ended' | 'moved' | 'kept' | 'removed';
      /** Of `removed`: the entry of the invitation that was taken back. */
      readonly invitation?: string;
      /** Of `removed`: the list of leavers that it was a row of. */
      readonly importId?: ImportId;
      /** ISO 8601 in UTC; of `removed`: when it was. */
      readonly endsAt: string;
      readonly desk: boolean;
      readonly organizations: readonly string[];
      /** Their ids, in the same order. Entries from before they were kept have none. */
      readonly organizationIds?: readonly OrganizationId[];
    }
  /** The state of an import, one entry each; interventions by others get an entry of their own. */
  | {
      readonly event: 'import';
      readonly action: 'started' | 'cancelled' | 'stopped' | 'finished' | 'erased';
      readonly importId: ImportId;
      /** It is a list of leavers: `created` counts those who were removed, `existed` those who were in nothing to remove. */
      readonly removes?: true;
      readonly people: number;
      readonly created: number;
      readonly existed: number;
      readonly attention: number;
      readonly failed: number;
    }
  /** Addresses of files that were looked up: what one person did in one project on one day (UTC). */
  | { readonly event: 'look'; readonly addresses: number }
  /** A rule for a domain was applied to a customer who came another way. */
  | {
      readonly event: 'domain-rule';
      readonly organizationId: OrganizationId;
      readonly organizationName: string;
    }
  /** What an admin set for the daily look: a rule's switch, the limit; or that a customer is gone is as it should be. */
  | {
      readonly event: 'upkeep';
      readonly action: 'rule-on' | 'rule-off' | 'limit' | 'accepted';
      /** The rule's domain, and the organization meant by the rule or by what is gone. */
      readonly ruleDomain?: string;
      readonly organizationName?: string;
      readonly changesMax?: number;
    }
  /** A call that is not allowed: of a procedure, or of the script endpoint. */
  | { readonly event: 'refusal'; readonly asked: string }
  | { readonly event: 'policy'; readonly changes: readonly PolicyChange[] }
  | {
      readonly event: 'key';
      readonly action: 'created' | 'rotated' | 'revoked' | 'changed';
      readonly keyName: string;
      readonly keyId: string;
      /** Of `changed`: which limits. */
      readonly limits?: readonly (typeof KEY_LIMITS)[number][];
    }
  /** An organization that came to exist, or to be linked, for an invitation: whatever became of that. */
  | {
      readonly event: 'organization';
      readonly action: 'created' | 'linked';
      readonly organizationId: string;
      readonly organizationName: string;
    }
  | { readonly event: 'authority'; readonly action: 'lent' | 'withdrawn' }
  /** "Prove it on this site": with it, accounts and an organization were made to try the app out. */
  | { readonly event: 'proof'; readonly action: 'started' | 'cancelled' };

/** One entry of the audit log: account ids and domains, never an address or a person's name. */
export type AuditEntry = {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: Actor;
  /** Absent: the whole site. */
  readonly projectId?: ProjectId;
  readonly customer?: AccountId;
  /** Of the address. */
  readonly domain?: string;
  readonly outcome: AuditOutcome;
  readonly reason?: ReasonCode;
} & AuditEvent;

/** Sorts entries: the moment, and what keeps those of one moment apart. */
export const positionSchema = z.string().check(z.regex(/^[0-9TZ:.-]{24}[0-9a-z:-]{0,80}$/));
const momentSchema = z.iso.datetime();

/** What entries are about, as a person looks for it. */
export const auditKindSchema = z.enum([
  'invitation',
  'import',
  'access',
  'organization',
  'policy',
  'key',
  'authority',
  'daily-check',
  'refusal',
]);
export type AuditKind = z.infer<typeof auditKindSchema>;

const filterSchema = {
  /** ISO 8601, both included. */
  from: z.optional(momentSchema),
  to: z.optional(momentSchema),
  /** `person:…` or `key:…`. */
  actor: z.optional(
    z.string().check(z.regex(/^(person:[A-Za-z0-9:._-]{1,128}|key:[a-z0-9]{12}|nobody|schedule)$/)),
  ),
  outcome: z.optional(auditOutcomeSchema),
  /** A part of the customer's domain. */
  domain: z.optional(z.string().check(z.minLength(1), z.maxLength(SEARCHED_DOMAIN_MAX))),
  /** What became of one customer. */
  customer: z.optional(accountIdSchema),
  kind: z.optional(auditKindSchema),
  /** Each row of an import has an entry. `lines`: they are left out, and the entries of the import stand for them. */
  imports: z.optional(z.enum(['rows', 'lines'])),
  /** Only rows of this import. */
  importId: z.optional(importIdSchema),
  /** Where the page before ended. */
  before: z.optional(positionSchema),
  /** Entries on the page. */
  limit: z._default(z.int().check(z.positive(), z.maximum(100)), 25),
};

export const auditQuerySchema = z.strictObject({ ...filterSchema, projectId: z.optional(projectIdSchema) });
export type AuditQuery = z.infer<typeof auditQuerySchema>;
/** The same inside one project. */
export const projectAuditQuerySchema = z.strictObject(filterSchema);

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** Where the next, older page begins; none on the last. */
  readonly before?: string;
  /** How far back was looked, where that is not as far as the page is long: rare matches take several goes. */
  readonly searchedTo?: string;
}
