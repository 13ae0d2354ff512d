import { postponeAudit } from '../audit/record';
import { AUDIT_DAYS_MAX } from '../../domain/limits';
import { auditItem } from '../audit/store/audit-store';
import { isFree, REMIND_MS } from './store/expiry-times';
import type { HeldEnding } from './store/expiry-store';
import { accessEntry } from './access-entry';
import type { EndingPorts } from './expire-access';

/**
 * Tells inviters which access ends soon, once. Each run looks only at the ends that came near since the one before, as
 * far as `deadline` allows; the next goes on there.
 */
export async function remindOfExpiries(
  deadline: number,
  ports: Pick<EndingPorts, 'store' | 'clock' | 'postpone'>,
): Promise<void> {
  const { store, clock } = ports;
  const now = clock.now();
  const from = (await store.endings.toldUntil()) ?? new Date(now).toISOString();
  const to = new Date(now + REMIND_MS).toISOString();
  const days = (await store.settings.read()).policy?.auditDays ?? AUDIT_DAYS_MAX;
  let told = from;
  let cursor: string | undefined;
  do {
    const page = await store.endings.between(from, to, cursor);
    ({ cursor } = page);
    await tell(page.endings, days, ports);
    told = page.endings.at(-1)?.ending.endsAt ?? told;
  } while (cursor !== undefined && clock.now() < deadline);
  await store.endings.saveToldUntil(cursor === undefined ? to : told);
}

async function tell(
  endings: readonly HeldEnding[],
  days: number,
  { store, clock, postpone }: Pick<EndingPorts, 'store' | 'clock' | 'postpone'>,
): Promise<void> {
  const now = clock.now();
  const fresh = endings.filter(
    ({ ending }) => !ending.reminded && Date.parse(ending.endsAt) > now && isFree(ending, now),
  );
  if (fresh.length === 0) return;
  const became = await store.endings.write(
    fresh.map(({ ending, version }) => ({ ending: { ...ending, reminded: true }, seen: version })),
  );
  const items = fresh
    .filter((_, index) => became[index] === 'done')
    .map(({ ending }, place) =>
      auditItem(accessEntry(ending, 'ends-soon', ending.actor, undefined), { now, days, place }),
    );
  if (items.length === 0) return;
  await store.write(items).catch((error: unknown) => postponeAudit(items, postpone, error));
}
