import * as z from 'zod/mini';
import type { Actor } from '../domain/actor';
import { POLICY_VERSIONS_MAX } from '../domain/limits';
import type { Policy } from '../domain/policy/policy';
import type { PolicyChange } from '../domain/policy/policy-changes';
import type { RuleName } from '../domain/policy/rules';

export const versionsInputSchema = z.strictObject({
  /** Versions that are told, newest first; all of them where it is not given. */
  limit: z.optional(z.int().check(z.positive(), z.maximum(POLICY_VERSIONS_MAX))),
});
export type VersionsInput = z.infer<typeof versionsInputSchema>;

export const versionRefSchema = z.strictObject({ version: z.int().check(z.nonnegative()) });
export type VersionRef = z.infer<typeof versionRefSchema>;

/** A version of the policy in a list. */
export interface PolicyVersionView {
  readonly version: number;
  /** ISO 8601; absent, as its actor is, where it was saved before versions were kept. */
  readonly at?: string;
  readonly actor?: Actor;
  /** What it said otherwise than the version before it; absent where that is not kept. */
  readonly changes?: readonly PolicyChange[];
}

/** A version to go back to. */
export interface KeptPolicy {
  readonly policy: Policy;
  /** Rules that did not exist when it was saved: of them it says nothing. */
  readonly missing: readonly RuleName[];
}
