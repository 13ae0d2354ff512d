import { LocalSite } from '../../local/server/local-site';
import { settled, started } from '../site/importing';
import { look, lookTomorrow, rulesFor } from '../site/upkeeping';
import { measure } from './measure';
import type { Run } from './measure';

const ENDINGS = 1_000;
const CUSTOMERS = 10_000;
const ORGANIZATIONS = 20;
/** Accounts in one call. */
const BATCH = 50;
const DAY_MS = 86_400_000;

export interface Schedules {
  /** Ending the access of a thousand customers to the desk and an organization. */
  readonly ended: Run;
  /** Calls of it for each batch of 50 of one place. */
  readonly endedCalls: number;
  /** A day's look at 10,000 customers in 20 organizations, where nothing changed. */
  readonly looked: Run;
  /** The same on the next day. */
  readonly lookedAgain: Run;
}

/** What the schedules cost. Times are left out: nothing waits for an hour, and no call takes any. */
export async function measureSchedules(bundle: string): Promise<Schedules> {
  const { ended, endedCalls } = await measureEndings(bundle);
  return { ended, endedCalls, ...(await measureLooks(bundle)) };
}

async function measureEndings(bundle: string): Promise<Pick<Schedules, 'ended' | 'endedCalls'>> {
  const site = await LocalSite.create({ bundle });
  const end = new Date(site.jira.clock.now() + DAY_MS).toISOString();
  await imported(site, ['email', 'organizations', 'endsAt'], ENDINGS, (index) => [
    `guest${index}@acme.example`,
    'Acme',
    end,
  ]);
  site.jira.clock.advance(2 * DAY_MS);
  const ended = await measure(site, `Ending ${ENDINGS.toLocaleString('en')} accesses`, () =>
    site.forge.runSchedule('ending').then(() => undefined),
  );
  return { ended, endedCalls: ended.calls / (2 * Math.ceil(ENDINGS / BATCH)) };
}

async function measureLooks(bundle: string): Promise<Pick<Schedules, 'looked' | 'lookedAgain'>> {
  const site = await LocalSite.create({ bundle });
  site.forge.time.hurried = true;
  const names = Array.from({ length: ORGANIZATIONS }, (_, index) => `Company ${index}`);
  const desk = site.jira.state.desk('SUP');
  for (const name of names) desk?.organizations.add(site.jira.state.addOrganization(name).id);
  await rulesFor(site, { 'acme.example': 'Company 0' });
  await imported(site, ['email', 'organizations'], CUSTOMERS, (index) => [
    `guest${index}@acme.example`,
    names[index % ORGANIZATIONS] ?? '',
  ]);
  await look(site);
  // Without the calls that only ask what was found.
  const day = (what: string): Promise<Run> =>
    measure(site, what, async () => {
      site.jira.clock.advance(DAY_MS);
      for (let hour = 0; hour < 24; hour += 1) {
        await site.forge.runSchedule('upkeep');
        site.jira.clock.advance(DAY_MS / 24);
      }
    });
  await lookTomorrow(site);
  const what = `Daily look: ${CUSTOMERS.toLocaleString('en')} customers`;
  return { looked: await day(what), lookedAgain: await day(`${what}, the next day`) };
}

async function imported(
  site: LocalSite,
  columns: NonNullable<Parameters<typeof started>[1]['columns']>,
  people: number,
  row: (index: number) => string[],
): Promise<void> {
  const begun = await started(site, {
    columns,
    rows: Array.from({ length: people }, (_, index) => row(index)),
  });
  const { counts } = await settled(site, begun.id);
  if (counts.created !== people) throw new Error(`${counts.created} of ${people} were created`);
}
