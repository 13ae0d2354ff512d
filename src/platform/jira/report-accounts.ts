import { privacy } from '@forge/api';
import * as z from 'zod/mini';
import { accountIdSchema } from '../../domain/ids';
import type { AccountId } from '../../domain/ids';

/** Accounts in one report. */
export const REPORT_MAX = 90;

const updatesSchema = z.array(
  z.object({ accountId: accountIdSchema, status: z.enum(['closed', 'updated']) }),
);

/**
 * Tells Atlassian whose account ids are stored, at most 90 of them, and since when.
 *
 * @returns those whose account was closed, so that all about them has to go, and those whose profile changed.
 * @throws where Atlassian does not take the report.
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/privacy-api/
 */
export async function reportAccounts(
  accounts: readonly { readonly accountId: AccountId; readonly updatedAt: string }[],
): Promise<z.infer<typeof updatesSchema>> {
  return updatesSchema.parse(await privacy.reportPersonalData([...accounts]));
}
