import { kvs } from '@forge/kvs';
import * as z from 'zod/mini';
import { capabilitiesSchema } from '../../../contract/capabilities';
import type { Capabilities } from '../../../contract/capabilities';
import { authoritySchema, selfTestSchema } from '../../../contract/authority';
import type { Authority, SelfTest } from '../../../contract/authority';
import { policySchema } from '../../../domain/policy/policy';
import type { Policy } from '../../../domain/policy/policy';
import { readAll, StorageError } from '../../../platform/kvs/kvs';
import type { Item, Place } from '../../../platform/kvs/kvs';
import { FIRST_POLICY, readFirstPolicy } from './first-policy';
import type { AccountId } from '../../../domain/ids';
import { eraseFromVersions, readVersions } from './policy-versions';
import type { PolicyVersion } from './policy-versions';
import { isFinished, recordIn, recordPlace, replaceRecords } from '../../../platform/kvs/versioned-records';

const keysSeenSchema = z.record(z.string(), z.object({ key: z.string(), at: z.number() }));
/** By the project's id; `at` in ms since 1970. */
type KeysSeen = z.infer<typeof keysSeenSchema>;

/** The settings as stored; `undefined` where none were set yet. */
export interface Settings {
  readonly policy: Policy | undefined;
  readonly authority: Authority | undefined;
  readonly selfTest: SelfTest | undefined;
  /** The keys of projects as Jira told them a moment ago. */
  readonly keysSeen?: KeysSeen;
  /** What the site was found to do. */
  readonly capabilities?: Capabilities;
}

export interface SettingsStore {
  /**
   * All settings, in one storage operation.
   *
   * @throws StorageError where storage fails or a value no longer fits its schema: refusing is safer than
   * guessing what the admin wanted.
   */
  read(): Promise<Settings>;
  /**
   * Replaces the version before this one.
   *
   * @param extra written with it, in the same transaction.
   * @returns false when it was replaced since it was read.
   */
  replacePolicy(policy: Policy, extra?: readonly Item[]): Promise<boolean>;
  /** The versions of the policy among these numbers that are kept, by number. */
  versions(numbers: readonly number[]): Promise<ReadonlyMap<number, PolicyVersion>>;
  /** Takes an account out of the versions; what it saved stays. */
  eraseAccount(accountId: AccountId): Promise<void>;
  saveAuthority(authority: Authority): Promise<void>;
  saveSelfTest(selfTest: SelfTest): Promise<void>;
  saveKeysSeen(keys: KeysSeen): Promise<void>;
  saveCapabilities(capabilities: Capabilities): Promise<void>;
}

const POLICY = { kind: 'policy', id: 'site' } as const;
const AUTHORITY = 'authority';
const SELF_TEST = 'self-test';
const KEYS_SEEN = 'keys-seen';
const CAPABILITIES = 'capabilities';

export const SETTINGS_PLACES: readonly (string | Place)[] = [
  recordPlace(POLICY),
  FIRST_POLICY,
  AUTHORITY,
  SELF_TEST,
  KEYS_SEEN,
  CAPABILITIES,
];

export const settingsStore: SettingsStore = {
  read: async () => settingsIn(await readAll(SETTINGS_PLACES)),
  replacePolicy: (policy, extra) =>
    replaceRecords([{ ...POLICY, seen: policy.version - 1 || undefined, value: policy }], extra),
  versions: readVersions,
  eraseAccount: eraseFromVersions,
  saveAuthority: (authority) => kvs.set(AUTHORITY, authority),
  saveSelfTest: (selfTest) => kvs.set(SELF_TEST, selfTest),
  saveKeysSeen: (keys) => kvs.set(KEYS_SEEN, keys, { ttl: { unit: 'HOURS', value: 1 } }),
  saveCapabilities: (capabilities) => kvs.set(CAPABILITIES, capabilities),
};

/** The settings among values that were read. @throws StorageError where one does not fit its schema. */
export function settingsIn(values: ReadonlyMap<string, unknown>): Settings {
  const valueOf = <S extends z.ZodMiniType>(key: string, schema: S): z.infer<S> | undefined =>
    values.has(key) ? schema.parse(values.get(key)) : undefined;
  try {
    return {
      policy: policyIn(values),
      authority: valueOf(AUTHORITY, authoritySchema),
      // Only shown: the next test writes it anew.
      selfTest: selfTestSchema.safeParse(values.get(SELF_TEST)).data,
      keysSeen: keysSeenSchema.safeParse(values.get(KEYS_SEEN)).data ?? {},
      ...capabilitiesIn(values),
    };
  } catch (error) {
    throw new StorageError(`settings: ${error instanceof Error ? error.name : typeof error}`);
  }
}

/** Of a record that cannot be read, nothing is known: it is learnt anew. */
function capabilitiesIn(values: ReadonlyMap<string, unknown>): Pick<Settings, 'capabilities'> {
  const capabilities = capabilitiesSchema.safeParse(values.get(CAPABILITIES)).data;
  return capabilities ? { capabilities } : {};
}

function policyIn(values: ReadonlyMap<string, unknown>): Policy | undefined {
  const policy = recordIn(values, POLICY);
  if (policy && isFinished(policy)) return policySchema.parse(policy.value);
  return values.has(FIRST_POLICY) ? readFirstPolicy(values.get(FIRST_POLICY)) : undefined;
}
