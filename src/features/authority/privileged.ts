import type { Authority } from '../../contract/authority';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { isPassing } from '../../platform/jira/result';
import type { JiraClients } from '../../platform/jira/clients';
import type { JiraClient } from '../../platform/jira/client';
import { holdsAdminister } from '../../platform/jira/permissions';
import { reasonOf } from '../../platform/jira/reasons';

export const DEFAULT_AUTHORITY: Authority = { kind: 'app' };

export type Privileged =
  | {
      readonly ok: true;
      readonly caller: JiraClient;
      /** What it means when Jira refuses this caller. */
      readonly lacksPower: Reason;
    }
  | { readonly ok: false; readonly reason: Reason };

/**
 * Whoever does the privileged part. A delegate's admin right is checked on every use, as that person: consent
 * does not outlive the right.
 */
export async function privilegedCaller(
  authority: Authority | undefined,
  callers: Pick<JiraClients, 'app' | 'offline'>,
): Promise<Privileged> {
  const who = authority ?? DEFAULT_AUTHORITY;
  if (who.kind === 'app') {
    return { ok: true, caller: callers.app, lacksPower: reason('app-lacks-admin') };
  }
  const delegate = callers.offline(who.accountId);
  const admin = await holdsAdminister(delegate);
  if (admin.ok && admin.data) {
    return { ok: true, caller: delegate, lacksPower: reason('delegate-lost-admin') };
  }
  const passing = !admin.ok && isPassing(admin.refusal);
  return { ok: false, reason: passing ? reasonOf(admin.refusal) : reason('delegate-lost-admin') };
}
