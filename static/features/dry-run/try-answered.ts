import type { DryRunResult } from '../../../src/contract/dry-run';
import { displayNames } from '../../platform/accounts';

/** What a dry run of an address found. */
export interface Answered {
  readonly email: string;
  readonly result: DryRunResult;
  /** As Jira calls the account that exists already. */
  readonly account: string | undefined;
}

/** With the name of the account, read as the person at the page. */
export async function answered(email: string, result: DryRunResult): Promise<Answered> {
  const accountId = result.would?.accountId;
  const account = accountId && (await displayNames([accountId])).get(accountId);
  return { email: email.trim(), result, account };
}
