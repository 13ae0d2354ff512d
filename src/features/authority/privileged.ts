import type { Authority } from '../../contract/authority';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { isPassing } from '../../platform/jira/result';
import type { JiraClients } from '../../platform/jira/clients';
import type { JiraClient } from '../../platform/jira/client';
import { holdsAdminister } from '../../platform/jira/permissions';
import { reasonOf } from '../../platform/jira/reasons';

export const DEFAULT_AUTHORITY: Authority = { kind: 'app' };

export interface Privileged {
  readonly caller: JiraClient;
  /** What it means when Jira refuses this caller. */
  readonly missingAdmin: Reason;
}

/**
 * The account that does the privileged part. A delegate's admin right is checked on every use, as that person: consent
 * does not outlive the right.
 */
export async function privilegedCaller(
  authority: Authority | undefined,
  callers: Pick<JiraClients, 'app' | 'offline'>,
): Promise<Result<Privileged>> {
  const who = authority ?? DEFAULT_AUTHORITY;
  if (who.kind === 'app') {
    return ok({ caller: callers.app, missingAdmin: reason('app-lacks-admin') });
  }
  const delegate = callers.offline(who.accountId);
  const admin = await holdsAdminister(delegate);
  if (admin.ok && admin.data) {
    return ok({ caller: delegate, missingAdmin: reason('delegate-lost-admin') });
  }
  const passing = !admin.ok && isPassing(admin.error);
  return fail(passing ? reasonOf(admin.error) : reason('delegate-lost-admin'));
}
