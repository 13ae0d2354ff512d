import { append } from '../audit/append';
import type { Policy } from '../../domain/policy/policy';
import { isFree, REMIND_MS } from './store/expiry-times';
import type { VersionedExpiry } from './store/expiry-store';
import { accessEntry } from './access-entry';
import type { ExpiryPorts } from './expire-access';

/**
 * Tells inviters which access ends soon, once. Each run looks only at the ends that came near since the one before, as
 * far as `deadline` allows; the next goes on there.
 */
export async function remindOfExpiries(
  deadline: number,
  ports: Pick<ExpiryPorts, 'store' | 'clock' | 'postpone'>,
): Promise<void> {
  const { store, clock } = ports;
  const now = clock.now();
  const from = (await store.endings.toldUntil()) ?? new Date(now).toISOString();
  const to = new Date(now + REMIND_MS).toISOString();
  const { policy } = await store.settings.read();
  let told = from;
  let cursor: string | undefined;
  do {
    const page = await store.endings.between(from, to, cursor);
    ({ cursor } = page);
    await tell(page.endings, policy, ports);
    told = page.endings.at(-1)?.ending.endsAt ?? told;
  } while (cursor !== undefined && clock.now() < deadline);
  await store.endings.saveToldUntil(cursor === undefined ? to : told);
}

async function tell(
  endings: readonly VersionedExpiry[],
  policy: Policy | undefined,
  ports: Pick<ExpiryPorts, 'store' | 'clock' | 'postpone'>,
): Promise<void> {
  const { store, clock } = ports;
  const now = clock.now();
  const fresh = endings.filter(
    ({ ending }) => !ending.reminded && Date.parse(ending.endsAt) > now && isFree(ending, now),
  );
  if (fresh.length === 0) return;
  const became = await store.endings.write(
    fresh.map(({ ending, version }) => ({ ending: { ...ending, reminded: true }, seen: version })),
  );
  const entries = fresh
    .filter((_, index) => became[index] === 'done')
    .map(({ ending }) => accessEntry(ending, 'ends-soon', ending.actor, undefined));
  await append(entries, { policy, now }, ports);
}
