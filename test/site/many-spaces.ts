import { LocalSite } from '../../local/server/local-site';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../../src/domain/ids';
import { enrolmentItem } from '../../src/features/invite/store/enrolments';
import type { Item } from '../../src/platform/kvs/kvs';
import { HOUR_MS } from './upkeeping';
import { told } from './scripting';

const DAY_MS = 86_400_000;
const FIRST_ID = 20_001;

/** A site with so many spaces, all of them enabled, whose customers this app invited a week ago into an organization each. */
export async function siteOfSpaces(sizes: readonly number[], bundle?: string): Promise<LocalSite> {
  const site = await LocalSite.create(bundle === undefined ? {} : { bundle });
  site.forge.time.hurried = true;
  const at = site.jira.clock.now() - 7 * DAY_MS;
  for (const [index, size] of sizes.entries()) addSpace(site, FIRST_ID + index, size, at);
  await site.savePolicy(
    {},
    sizes.map((_, index) => keyOf(FIRST_ID + index)),
  );
  return site;
}

function addSpace({ jira: { state }, forge }: LocalSite, id: number, size: number, at: number): void {
  const { id: organizationId, members } = state.addOrganization(`Company ${id}`);
  const customers = new Set<string>();
  for (let index = 0; index < size; index += 1) {
    const { accountId } = state.addCustomer(`guest${index}@company${id}.example`, `Guest ${index}`);
    customers.add(accountId);
    members.add(accountId);
    const item = enrolmentItem(
      projectIdSchema.parse(String(id)),
      accountIdSchema.parse(accountId),
      { desk: 'made', organizations: { [organizationIdSchema.parse(organizationId)]: 'made' } },
      at,
    );
    put(forge.kvs.store, item);
  }
  state.desks.set(String(id), {
    id: String(id),
    projectId: String(id),
    projectKey: keyOf(id),
    projectName: `Space ${id}`,
    customers,
    organizations: new Set([organizationId]),
    requestTypes: new Map(),
  });
}

/** Stores an item without asking the app. */
export function put(store: LocalSite['forge']['kvs']['store'], { entityName, key, value }: Item): void {
  store.set(entityName === undefined ? 'plain' : `entity:${entityName}`, key, value, undefined);
}

const keyOf = (id: number): string => `S${id}`;

export interface Round {
  /** Of an hour each. */
  readonly runs: number;
  readonly calls: number;
  readonly points: number;
  readonly mostPoints: number;
  readonly storage: number;
}

/** Runs of the schedule, an hour apart, until the round is through. */
export async function costOfRound(site: LocalSite, most = 100): Promise<Round> {
  const { jira, forge } = site;
  let calls = 0;
  let points = 0;
  let mostPoints = 0;
  let storage = 0;
  for (let runs = 1; runs <= most; runs += 1) {
    jira.log.clear();
    forge.kvs.requests.length = 0;
    await forge.runSchedule('upkeep');
    const spent = jira.log.all().reduce((sum, call) => sum + call.points, 0);
    calls += jira.log.all().length;
    points += spent;
    mostPoints = Math.max(mostPoints, spent);
    storage += forge.kvs.requests.length;
    jira.clock.advance(HOUR_MS);
    const { state } = (await told(site, 'jira-admin', 'upkeep.show')).round;
    if (state === 'done') return { runs, calls, points, mostPoints, storage };
  }
  throw new Error('the round does not end');
}
