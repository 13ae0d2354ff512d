import * as z from 'zod/mini';
import { actorSchema } from '../../../domain/actor';
import type { Actor } from '../../../domain/actor';
import type { AccountId } from '../../../domain/ids';
import { policySchema } from '../../../domain/policy/policy';
import type { Policy } from '../../../domain/policy/policy';
import { namesMissing } from '../../../domain/policy/rules';
import type { RuleName } from '../../../domain/policy/rules';
import { POLICY_VERSIONS_MAX } from '../../../domain/limits';
import { readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import {
  recordItem,
  recordPlace,
  recordSchema,
  replaceRecords,
} from '../../../platform/kvs/versioned-records';

/** As long as the audit log keeps who changed the policy. */
const KEPT = { unit: 'DAYS', value: 365 } as const;
/** A version may take 240 KiB: so many go into one operation of storage. */
const READ_TOGETHER = 5;

/** A policy that held once, and who saved it. */
export interface PolicyVersion {
  readonly policy: Policy;
  /** ISO 8601; absent, as its actor is, where it was saved before versions were kept. */
  readonly at?: string;
  readonly actor?: Actor;
  /** Rules that did not exist when it was saved: of them it says nothing. */
  readonly missing: readonly RuleName[];
}

export interface NewPolicyVersion extends Omit<PolicyVersion, 'missing' | 'at'> {
  /** In ms since 1970. */
  readonly at?: number;
}

const storedSchema = z.object({
  at: z.optional(z.string()),
  actor: z.optional(actorSchema),
  policy: z.looseObject({ version: z.int(), rules: z.record(z.string(), z.unknown()) }),
});

/**
 * A version as it is stored with the policy, in the same transaction. A version takes the place of the one that is
 * `POLICY_VERSIONS_MAX` older, so there are never more.
 */
export function versionItem({ policy, at, actor }: NewPolicyVersion): Item {
  // What only the app has a use for is never gone back to.
  const { off: _off, keysGeneration: _generation, ...kept } = policy;
  const value = {
    ...(at !== undefined && { at: new Date(at).toISOString() }),
    ...(actor && { actor }),
    policy: kept,
  };
  return recordItem({ ...refOf(policy.version), seen: lapOf(policy.version), value, ttl: KEPT });
}

/** The versions among these numbers that are kept, by number. One that cannot be read is not there. */
export async function readVersions(numbers: readonly number[]): Promise<ReadonlyMap<number, PolicyVersion>> {
  const wanted = new Set(numbers);
  const values: unknown[] = [];
  for (let from = 0; from < numbers.length; from += READ_TOGETHER) {
    const places = numbers.slice(from, from + READ_TOGETHER).map((each) => recordPlace(refOf(each)));
    values.push(...(await readAll(places)).values());
  }
  const versions = values.flatMap((value): PolicyVersion[] => {
    const version = versionIn(value);
    return version && wanted.has(version.policy.version) ? [version] : [];
  });
  return new Map(versions.map((each) => [each.policy.version, each]));
}

/** Takes an account out of all versions. @throws where one was replaced meanwhile: the next run erases the rest. */
export async function eraseFromVersions(accountId: AccountId): Promise<void> {
  for (let place = 0; place < POLICY_VERSIONS_MAX; place += 1) {
    const ref = refOf(place);
    const stored = recordSchema.safeParse((await readAll([recordPlace(ref)])).get(recordPlace(ref).key)).data;
    const value = storedSchema.safeParse(stored?.value).data;
    if (!stored || value?.actor?.kind !== 'person' || value.actor.accountId !== accountId) continue;
    const erased = { ...value, actor: { kind: 'erased' } };
    if (!(await replaceRecords([{ ...ref, seen: stored.version, value: erased, ttl: KEPT }])))
      throw new Error('a version of the policy was replaced while it was erased');
  }
}

function versionIn(value: unknown): PolicyVersion | undefined {
  const stored = storedSchema.safeParse(recordSchema.safeParse(value).data?.value).data;
  const policy = policySchema.safeParse(stored?.policy).data;
  if (!stored || !policy) return undefined;
  const { at, actor } = stored;
  return {
    policy,
    ...(at !== undefined && { at }),
    ...(actor && { actor }),
    missing: namesMissing(stored.policy.rules),
  };
}

function refOf(version: number): { readonly kind: 'policy-version'; readonly id: string } {
  return { kind: 'policy-version', id: String(version % POLICY_VERSIONS_MAX).padStart(2, '0') };
}

/** Tells a version from the one that had its place before, to who compares before they write. */
function lapOf(version: number): number {
  return Math.floor(version / POLICY_VERSIONS_MAX) + 1;
}
