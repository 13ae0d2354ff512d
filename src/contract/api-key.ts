import * as z from 'zod/mini';
import { keyIdSchema } from '../domain/actor';
import type { KeyId } from '../domain/actor';
import type { AccountId, ProjectId } from '../domain/ids';
import { projectIdSchema } from '../domain/ids';
import { isPlainText } from '../domain/address/plain-text';
import { domainListSchema, organizationListSchema } from '../domain/policy/lists';
import type { OrganizationChoice } from '../domain/policy/lists';
import { KEY_NAME_MAX } from '../domain/limits';

/** Longest life of a key, in days. */
export const KEY_DAYS_MAX = 90;
export const KEY_QUOTA_MAX = 10_000;
/** Longest time, in hours, for which the old secret still opens after a rotation. */
const OVERLAP_HOURS_MAX = 168;

const limits = {
  /** Only addresses at these domains; empty: whatever the policy allows. */
  domains: domainListSchema,
  /** Only these organizations; empty: whatever the policy allows. */
  organizations: organizationListSchema,
  /** Invitations a day (UTC). */
  dailyQuota: z.int().check(z.positive(), z.maximum(KEY_QUOTA_MAX)),
};
const projects = z.array(projectIdSchema).check(z.minLength(1), z.maxLength(50));

const made = {
  ...limits,
  name: z
    .string()
    .check(z.trim(), z.minLength(1), z.maxLength(KEY_NAME_MAX), z.refine(isPlainText, 'name-control')),
  days: z.int().check(z.positive(), z.maximum(KEY_DAYS_MAX)),
};

export const keyInputSchema = z.strictObject({ ...made, projects });
export type KeyInput = z.infer<typeof keyInputSchema>;
/** What a project admin sends: the project is the one they are in. */
export const projectKeyInputSchema = z.strictObject(made);
export type ProjectKeyInput = z.infer<typeof projectKeyInputSchema>;

export const keyRefSchema = z.strictObject({ id: keyIdSchema });
export const rotateInputSchema = z.strictObject({
  id: keyIdSchema,
  /** How long the old secret still opens; 0: no longer. */
  overlapHours: z.int().check(z.nonnegative(), z.maximum(OVERLAP_HOURS_MAX)),
});

const keyLimitsSchema = z.strictObject({ ...limits, projects });
/** What a key may do, as it can be changed later: its name and its end stay. */
export type KeyLimits = z.infer<typeof keyLimitsSchema>;
export const KEY_LIMITS = ['projects', 'domains', 'organizations', 'dailyQuota'] as const;

/** New limits, and those that the admin saw: what another admin changed meanwhile is not overwritten. */
export const keyUpdateSchema = z.strictObject({
  id: keyIdSchema,
  limits: keyLimitsSchema,
  seen: keyLimitsSchema,
});
export type KeyUpdate = z.infer<typeof keyUpdateSchema>;
/** What a project admin sends: the project is the one they are in. */
export const projectKeyUpdateSchema = z.strictObject({
  id: keyIdSchema,
  limits: z.strictObject(limits),
  seen: z.strictObject(limits),
});
export type ProjectKeyUpdate = z.infer<typeof projectKeyUpdateSchema>;

/** All that anybody is shown of a key once it was made. */
export interface ApiKeyView {
  readonly id: KeyId;
  /** What it begins with: `gl_…`. */
  readonly prefix: string;
  readonly name: string;
  readonly projects: readonly ProjectId[];
  readonly domains: readonly string[];
  readonly organizations: readonly OrganizationChoice[];
  readonly dailyQuota: number;
  /** Absent once that person's account was closed. */
  readonly createdBy?: AccountId;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt?: string;
  /** Invitations of today (UTC) that count against its quota; absent where it opens nothing any more. */
  readonly usedToday?: number;
  /** A project admin made it: it stays in that project. */
  readonly byProjectAdmin?: true;
  readonly state: 'active' | 'expired' | 'revoked' | 'ended';
  /** Where it ended without being revoked: project admins might make no keys, or its maker was none any more. */
  readonly endedBy?: 'rule' | 'maker';
  /** Until when the secret before the last rotation still opens. */
  readonly overlapUntil?: string;
}

export interface KeysView {
  /** Newest first. */
  readonly keys: readonly ApiKeyView[];
  /** Where scripts send their requests. */
  readonly address: string;
}

/** The whole key, told this once and kept nowhere. */
export interface NewKey {
  readonly key: ApiKeyView;
  readonly secret: string;
  readonly address: string;
}
