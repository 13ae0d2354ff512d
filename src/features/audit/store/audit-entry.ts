import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { actorSchema, actorWord } from '../../../domain/actor';
import { auditOutcomeSchema } from '../../../contract/audit';
import type { AuditEntry } from '../../../contract/audit';
import { accountIdSchema, issueIdSchema, projectIdSchema } from '../../../domain/ids';
import type { AccountId } from '../../../domain/ids';
import { AUDIT_DAYS_MAX } from '../../../domain/limits';
import { isKindMark, kindMark, kindOf, pairMark } from './audit-kinds';
import type { Item } from '../../../platform/kvs/kvs';

/** The entity and its indexes are declared in manifest.yml under app.storage.entities. */
export const AUDIT_ENTITY = 'audit';
const DAY_MS = 86_400_000;
/** Stands for the whole site in the index by project. */
const SITE = 'site';

/**
 * What the policy's retention is about: what became of customers. All else says what was done with the app's power, and
 * is kept for the longest time there is: an admin cannot shorten the trace of their own change.
 */
export const KEPT_BY_POLICY: ReadonlySet<string> = new Set(['invitation', 'access', 'domain-rule']);

export const storedSchema = z.object({
  order: z.string(),
  until: z.string(),
  actor: z.string(),
  projectId: z.string(),
  customer: z.optional(z.string()),
  domain: z.optional(z.string()),
  ofDomain: z.optional(z.string()),
  /** The request on whose page an invitation was made; of all else a mark, see `audit-kinds.ts`. */
  issueId: z.optional(z.string()),
  /** Whether filters together find it, see `audit-lookup.ts`; entries from before that have none. */
  listed: z.optional(z.boolean()),
  event: z.string(),
  outcome: auditOutcomeSchema,
  reason: z.optional(z.string()),
  /** The actor as it is, and what belongs to the event. */
  detail: z.looseObject({ actor: actorSchema }),
});
export type Stored = z.infer<typeof storedSchema>;

/** An entry before it has its place in the log. */
export type NewAuditEntry = DistributiveOmit<AuditEntry, 'id' | 'at'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * How an entry is stored.
 *
 * @param days for which the policy keeps what its retention is about.
 * @param place keeps entries of one moment apart and in order.
 * @param once names entries that stand for several of one kind: the last one stays.
 */
export function auditItem(
  entry: NewAuditEntry,
  {
    now,
    days: policyDays,
    place = 0,
    once,
  }: {
    readonly now: number;
    readonly days: number;
    readonly place?: number;
    readonly once?: string | undefined;
  },
): Item {
  const order = `${new Date(now).toISOString()}:${String(place).padStart(4, '0')}:${randomUUID().slice(0, 8)}`;
  const { actor, projectId, customer, domain, outcome, reason, event, ...details } = entry;
  const { issueId, ...rest } = { issueId: undefined, ...details };
  const kind = kindOf(event);
  const where = { projectId: projectId ?? SITE, actor: actorWord(actor) };
  const days = KEPT_BY_POLICY.has(event) ? policyDays : AUDIT_DAYS_MAX;
  const stored: Stored = {
    order,
    until: new Date(now + days * DAY_MS).toISOString(),
    ...where,
    ...(customer && { customer }),
    ...(domain && { domain, ofDomain: domain }),
    issueId: issueId ?? (kind && kindMark(kind)) ?? pairMark(where),
    listed: true,
    event,
    outcome,
    ...(reason && { reason }),
    detail: { ...rest, actor },
  };
  return { entityName: AUDIT_ENTITY, key: once ?? order, value: stored, ttl: { unit: 'DAYS', value: days } };
}

/** Stands for an account in the key of an entry: a key outlives the erasing of an account, so it holds no account id. */
export function hashedForKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Whose account ids an entry holds, as it is stored. */
export function accountsIn(stored: unknown): { readonly actor?: AccountId; readonly customer?: AccountId } {
  const { customer, detail } = storedSchema.safeParse(stored).data ?? {};
  return {
    ...(detail?.actor.kind === 'person' && { actor: detail.actor.accountId }),
    ...(customer && { customer: accountIdSchema.parse(customer) }),
  };
}

export function toEntry(id: string, stored: Stored): AuditEntry {
  const { detail, order, projectId, customer, domain, issueId, event, outcome, reason } = stored;
  return {
    ...detail,
    id,
    at: momentOf(order),
    ...(projectId !== SITE && { projectId: projectIdSchema.parse(projectId) }),
    ...(customer && { customer: accountIdSchema.parse(customer) }),
    ...(domain && { domain }),
    ...(issueId && !isKindMark(issueId) && { issueId: issueIdSchema.parse(issueId) }),
    event,
    outcome,
    ...(reason && { reason }),
  } as AuditEntry;
}

/** Whether an entry is inside its retention, as the policy now says it. */
export function isKept({ event, order }: Stored, oldest: number, now: number): boolean {
  return order >= iso(oldestOf(event, oldest, now));
}

export function oldestOf(event: string, oldest: number, now: number): number {
  return KEPT_BY_POLICY.has(event) ? oldest : Math.min(oldest, now - AUDIT_DAYS_MAX * DAY_MS);
}

/** An order begins with its moment. */
export function momentOf(order: string): string {
  return order.slice(0, 24);
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
