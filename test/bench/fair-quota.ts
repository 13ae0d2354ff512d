import { halvedPace, paceAfter, restNow } from '../../src/features/import/pace';
import { BATCH_ROWS } from '../../src/features/import/record-rows';
import { seededRandom } from '../../local/jira/faults';
import { atMost, print, printTargets, table } from './table';

/** Points that an hour gives the app, for all sites together. */
const POINTS = 65_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A batch of rows: a call a row, and one for each fifty enrolled in two places. */
const BATCH_POINTS = BATCH_ROWS + 8;
/** At 8 calls under way of 120 ms each. */
const BATCH_MS = 3_000;
const INVITATION_POINTS = 5;
/** The longest wait for a person that counts as none. */
const WAIT_MAX_MS = 5_000;

interface Fairness {
  /** Invitations by hand: all of them, and those that met an hour without points. */
  readonly asked: number;
  readonly refused: number;
  /** The longest wait, in ms; a refused one waits for the reset. */
  readonly longest: number;
  /** Hours until every import was done. */
  readonly hours: number;
}

interface Tenant {
  rows: number;
  /** When it goes on, in ms. */
  at: number;
  pace: Parameters<typeof paceAfter>[0];
}

/**
 * Imports of many sites and people beside them, on one pool of points: a model of time and points, with the very rules of
 * the import (`src/features/import/pace.ts`). No call is made.
 *
 * @param told whether answers tell what is left of the hour.
 */
function simulateFairness(
  { tenants, rows, told }: { readonly tenants: number; readonly rows: number; readonly told: boolean },
  hours = 200,
): Fairness {
  const random = seededRandom(7);
  const all: Tenant[] = Array.from({ length: tenants }, () => ({
    rows,
    at: 10 * MINUTE_MS * random(),
    pace: undefined,
  }));
  let [hour, spent, asked, refused, longest] = [0, 0, 0, 0, 0];
  const spend = (points: number): boolean => {
    if (spent + points > POINTS) return false;
    spent += points;
    return true;
  };
  let now = 0;
  for (; now < hours * HOUR_MS && all.some((tenant) => tenant.rows > 0); now += 1000) {
    if (Math.floor(now / HOUR_MS) !== hour) [hour, spent] = [hour + 1, 0];
    const reset = HOUR_MS - (now % HOUR_MS);
    for (const tenant of all) {
      if (tenant.rows > 0 && tenant.at <= now) bulk(tenant);
    }
    // An agent of one of the sites invites every ten seconds.
    if (now % 10_000 === 0) {
      asked += 1;
      if (!spend(INVITATION_POINTS)) {
        refused += 1;
        longest = Math.max(longest, reset);
      }
    }
    function bulk(tenant: Tenant): void {
      const quota = told ? { left: (POINTS - spent) / POINTS, resetsAt: now + reset } : undefined;
      const rest = restNow({ pace: tenant.pace }, quota, now, random());
      if (rest !== undefined) {
        tenant.at = now + rest;
        return;
      }
      if (!spend(BATCH_POINTS)) {
        tenant.pace = halvedPace(tenant.pace, now);
        tenant.at = now + reset + 10 * MINUTE_MS * random();
        return;
      }
      const done = Math.min(BATCH_ROWS, tenant.rows);
      tenant.rows -= done;
      tenant.pace = paceAfter(tenant.pace, done, now);
      tenant.at = now + BATCH_MS;
    }
  }
  return { asked, refused, longest, hours: now / HOUR_MS };
}

/** `npm run bench -- fair`: what imports of many sites leave to people. */
export function benchFairness(): void {
  const runs = [
    { tenants: 100, rows: 10_000 },
    { tenants: 1000, rows: 1000 },
  ].flatMap((size) =>
    [true, false].map((told) => ({ ...size, told, ...simulateFairness({ ...size, told }) })),
  );
  print('A model of time and points with the rules of src/features/import/pace.ts; no call is made.');
  print(
    table(
      [
        'imports on one pool of 65,000 points an hour',
        'Jira tells what is left',
        'by hand',
        'refused',
        'longest wait',
        'all done after',
      ],
      runs.map(({ tenants, rows, told, asked, refused, longest, hours }) => [
        `${tenants} of ${rows} rows`,
        told ? 'yes' : 'no',
        String(asked),
        String(refused),
        `${Math.round(longest / 1000)} s`,
        `${hours.toFixed(1)} h`,
      ]),
    ),
  );
  printTargets(
    runs
      .filter(({ told }) => told)
      .flatMap(({ tenants, refused, longest }) => [
        atMost('count', `${tenants} importing: invitations by hand refused`, refused, 0),
        atMost('count', `${tenants} importing: longest wait by hand`, longest / 1000, WAIT_MAX_MS / 1000, {
          unit: ' s',
        }),
      ]),
  );
}
