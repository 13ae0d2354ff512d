import { kvs } from '@forge/kvs';
import type * as z from 'zod/mini';
import { authoritySchema, selfTestSchema } from '../contract/authority';
import type { Authority, SelfTest } from '../contract/authority';
import { policySchema } from '../contract/policy';
import type { Policy } from '../contract/policy';
import { readAll, StorageError } from './batch';

/** What was set, as it is stored; nothing where nobody set it yet. */
export interface Settings {
  readonly policy: Policy | undefined;
  readonly authority: Authority | undefined;
  readonly selfTest: SelfTest | undefined;
}

export interface SettingsStore {
  /**
   * All settings, in one storage operation.
   *
   * @throws StorageError where storage fails or a value no longer fits its schema: refusing is safer than
   * guessing what the admin wanted.
   */
  read(): Promise<Settings>;
  savePolicy(policy: Policy): Promise<void>;
  saveAuthority(authority: Authority): Promise<void>;
  saveSelfTest(selfTest: SelfTest): Promise<void>;
}

const POLICY = 'policy';
const AUTHORITY = 'authority';
const SELF_TEST = 'self-test';

export const settingsStore: SettingsStore = {
  async read() {
    try {
      const values = await readAll([POLICY, AUTHORITY, SELF_TEST]);
      const valueOf = <S extends z.ZodMiniType>(key: string, schema: S): z.infer<S> | undefined =>
        values.has(key) ? schema.parse(values.get(key)) : undefined;
      return {
        policy: valueOf(POLICY, policySchema),
        authority: valueOf(AUTHORITY, authoritySchema),
        selfTest: valueOf(SELF_TEST, selfTestSchema),
      };
    } catch (error) {
      throw error instanceof StorageError ? error : new StorageError(`settings: ${nameOf(error)}`);
    }
  },
  savePolicy: (policy) => kvs.set(POLICY, policy),
  saveAuthority: (authority) => kvs.set(AUTHORITY, authority),
  saveSelfTest: (selfTest) => kvs.set(SELF_TEST, selfTest),
};

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
