import type { Clock } from '../clock';
import type { AccountId } from '../../domain/ids';
import { callerApp, callerOffline, callerUser } from './client';
import type { JiraClient } from './client';
import { createConcurrencyLimit } from './concurrency';
import { createTimeout } from './timeout';
import { createQuotaWatch } from './hour-quota';
import type { HourQuota } from './hour-quota';
import { createRetry } from './retry';

/** Everybody in whose name an invocation may call Jira. */
export interface JiraClients {
  readonly user: JiraClient;
  readonly app: JiraClient;
  offline(accountId: AccountId): JiraClient;
  /** What is left of the hour's points, as far as the answers so far tell. */
  quota(): HourQuota | undefined;
  /**
   * Has each wait told that Jira asks for, of whichever caller.
   *
   * @param told until when, in ms as the clock counts.
   */
  whenWaiting(told: (until: number) => void): void;
}

/**
 * The callers of one invocation: together at most 8 calls under way, one retry table, one deadline. Made anew
 * for each invocation, since one process serves many sites.
 */
export function createCallers(clock: Clock, deadline: number): JiraClients {
  const limit = createConcurrencyLimit();
  let told: ((until: number) => void) | undefined;
  const retry = createRetry({ clock, deadline, onWait: (until) => told?.(until) });
  const patience = createTimeout({ clock, deadline });
  // Patience begins when a call goes out: one that waits for its turn has not been met with silence.
  const { watched, quota } = createQuotaWatch(clock);
  const prepared = (caller: JiraClient): JiraClient => retry(limit(patience(watched(caller))));
  return {
    user: prepared(callerUser()),
    app: prepared(callerApp()),
    offline: (accountId) => prepared(callerOffline(accountId)),
    quota,
    whenWaiting: (listener) => {
      told = listener;
    },
  };
}
