import type { Actor } from '../../domain/actor';
import { isFree } from './store/expiry-times';
import { expireAccess } from './expire-access';
import type { ExpiryPorts } from './expire-access';

/** How long Jira is asked for one page of endings, in ms: shorter than their lease. */
const PAGE_MS = 60_000;
const SCHEDULE: Actor = { kind: 'schedule' };

export interface DuePorts extends Omit<ExpiryPorts, 'callers'> {
  /** Clients that ask nothing any more after `deadline`, in ms since 1970. */
  readonly callersUntil: (deadline: number) => ExpiryPorts['callers'];
}

/**
 * Ends the access whose time has come, page after page until `deadline`. It ends also where the project was switched off
 * meanwhile: that is what was promised. Those that Jira refuses stand behind the others in later runs.
 *
 * @throws the first error, once every page had its turn.
 */
export async function expireDueAccess(deadline: number, ports: DuePorts): Promise<void> {
  const { store, clock, callersUntil } = ports;
  const moment = new Date(clock.now()).toISOString();
  const failures: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.endings.due(moment, cursor);
    ({ cursor } = page);
    const free = page.endings.filter(({ ending }) => isFree(ending, clock.now()));
    const callers = callersUntil(clock.now() + PAGE_MS);
    await expireAccess(free, SCHEDULE, { ...ports, callers }).catch((error: unknown) => failures.push(error));
  } while (cursor !== undefined && clock.now() < deadline);
  if (failures.length > 0) throw failures[0];
}
