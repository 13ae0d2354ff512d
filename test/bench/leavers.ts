import { LocalSite } from '../../local/server/local-site';
import { people, settled, started } from '../site/importing';
import { removed, sentLeavers } from '../site/leaving';
import { measure } from './measure';
import type { Run } from './measure';

const LEAVERS = 1_000;

export interface Leavers {
  /** Removing a thousand leavers from the desk and an organization, from the look-up on. */
  readonly whole: Run;
  /** Calls for each of them, with the look-up and without. */
  readonly calls: number;
  readonly callsToRemove: number;
}

/** What a list of people who left costs. Times are left out: no call takes any. */
export async function measureLeavers(bundle: string): Promise<Leavers> {
  const site = await LocalSite.create({ bundle });
  site.forge.time.hurried = true;
  const rows = people(LEAVERS, ['Acme']);
  await settled(site, (await started(site, { rows })).id);
  const emails = rows.map(([email = '']) => email);
  const { calls: lookedUp } = await measure(site, 'Looking up', async () => {
    await sentLeavers(site, emails);
  });
  const whole = await measure(site, `Removing ${LEAVERS.toLocaleString('en')} leavers`, async () => {
    const { counts } = await settled(site, (await removed(site, emails)).id);
    if (counts.created !== LEAVERS) throw new Error(`${counts.created} of ${LEAVERS} were removed`);
  });
  return { whole, calls: whole.calls / LEAVERS, callsToRemove: (whole.calls - lookedUp) / LEAVERS };
}
