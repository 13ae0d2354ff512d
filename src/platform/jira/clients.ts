import type { Clock } from '../clock';
import type { AccountId } from '../../domain/ids';
import { callerApp, callerOffline, callerUser } from './client';
import type { JiraCaller } from './client';
import { createLimit } from './concurrency';
import { createPatience } from './timeout';
import { createRetry } from './retry';

/** Everybody in whose name an invocation may call Jira. */
export interface Callers {
  readonly user: JiraCaller;
  readonly app: JiraCaller;
  offline(accountId: AccountId): JiraCaller;
}

/**
 * The callers of one invocation: together at most 8 calls under way, one retry table, one deadline. Made anew
 * for each invocation, since one process serves many sites.
 */
export function createCallers(clock: Clock, deadline: number): Callers {
  const limit = createLimit();
  const retry = createRetry({ clock, deadline });
  const patience = createPatience({ clock, deadline });
  // Patience begins when a call goes out: one that waits for its turn has not been met with silence.
  const prepared = (caller: JiraCaller): JiraCaller => retry(limit(patience(caller)));
  return {
    user: prepared(callerUser()),
    app: prepared(callerApp()),
    offline: (accountId) => prepared(callerOffline(accountId)),
  };
}
