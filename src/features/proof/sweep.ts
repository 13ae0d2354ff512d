import type { Clock } from '../../platform/clock';
import type { JiraClients } from '../../platform/jira/clients';
import type { Store } from '../stores';
import { learningFrom } from '../authority/capabilities';
import { settingsAdmin } from './settings-admin';
import { takeBack } from './take-back';
import type { ProofStore, StoredProof } from './store/proof-store';

/** Longer than any step waits: a run without progress for longer has lost its event. */
const STANDSTILL_MS = 5 * 60_000;
/** As long as the schedule may run. */
const LEASE_MS = 60_000;

interface Ports {
  readonly callers: JiraClients;
  readonly store: Pick<Store, 'settings'> & { readonly proof: ProofStore };
  readonly clock: Clock;
}

/**
 * A proof that stopped in the middle is not gone on with: what it made is taken back.
 *
 * @returns when one that is under way would stand still.
 */
export async function sweepProof({ callers, store, clock }: Ports): Promise<number | undefined> {
  const now = clock.now();
  const found = await store.proof.find(now);
  if (!found || found.state === 'over') return undefined;
  if (!standsStill(found, now)) return Math.max(found.leaseUntil ?? 0, found.movedAt + STANDSTILL_MS);
  // A turn of its own: an event that comes late after all finds nothing to do.
  const { run, changed } = await store.proof.change(found.id, now, (before) =>
    standsStill(before, now)
      ? { ...before, state: 'taking-back', turn: before.turn + 1, leaseUntil: now + LEASE_MS, movedAt: now }
      : undefined,
  );
  if (!run || !changed) return now + STANDSTILL_MS;
  const settings = await store.settings.read();
  const site = learningFrom(settings.capabilities, { settings: store.settings, clock });
  await takeBack(run, { callers, admin: settingsAdmin(settings, run.by), store: store.proof, clock, site });
  return undefined;
}

function standsStill({ state, leaseUntil = 0, movedAt }: StoredProof, now: number): boolean {
  return state !== 'over' && leaseUntil <= now && movedAt + STANDSTILL_MS <= now;
}
