import { showAudit } from '../audit/show';
import type { EndedInput, EndedPage } from '../../contract/reconcile';
import { DEFAULT_POLICY } from '../policy/effective';
import type { Settings } from '../policy/store/settings-store';
import type { ReconcilePorts } from './run';

/** Entries of one page, those left out among them. */
const PAGE_MAX = 25;

/** Customers whose access ended and who are nowhere that this app knows of. */
export async function listEnded(
  { before }: EndedInput,
  { policy = DEFAULT_POLICY }: Settings,
  { store, clock }: Pick<ReconcilePorts, 'store' | 'clock'>,
): Promise<EndedPage> {
  const query = { events: ['access'] as const, limit: PAGE_MAX, ...(before !== undefined && { before }) };
  const page = await showAudit(query, policy, { store, clock });
  const ended = page.entries.flatMap((entry) =>
    entry.event === 'access' && entry.action === 'ended' && entry.outcome === 'done' && entry.customer
      ? [{ ...entry, accountId: entry.customer }]
      : [],
  );
  const gone = await Promise.all(
    ended.map(async ({ id, at, projectId, accountId, domain = '' }) => {
      const isSomewhere = (await store.enrolments.ofAccount(accountId, clock.now())).some(
        ({ desk, organizations }) => desk !== undefined || Object.keys(organizations).length > 0,
      );
      return isSomewhere ? [] : [{ id, at, projectId, accountId, domain }];
    }),
  );
  const { before: next } = page;
  if (next === undefined) return { ended: gone.flat() };
  // A position begins with its moment.
  return { ended: gone.flat(), before: next, searchedTo: page.searchedTo ?? next.slice(0, 24) };
}
