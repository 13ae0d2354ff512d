import type { AccessPage } from '../../src/contract/access-expiry';
import type { ImportView, RowView } from '../../src/contract/import';
import type { Reply } from '../../src/contract/reply';
import type { Told } from './doors';
import { cause } from './journal';
import type { Evidence, ShownImport } from './evidence';
import type { Stage } from './stage';
import { AGENTS, PAR_AGENTS } from './tell-guests';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Rounds of five minutes in which everything that goes on by itself must come to its end. */
const ROUNDS_MAX = 120;

/** Time passes, and Forge runs what the manifest schedules. */
export async function passTime(stage: Stage, minutes: number): Promise<void> {
  const { forge, jira } = stage.site;
  const step = minutes > 240 ? 60 : 5;
  for (let passed = 0; passed < minutes; passed += step) {
    await forge.passTime(step * MINUTE_MS);
    const hourly =
      Math.floor(jira.clock.now() / HOUR_MS) > Math.floor((jira.clock.now() - step * MINUTE_MS) / HOUR_MS);
    await Promise.all([forge.runQueues(), ...(hourly ? forge.schedules.map((key) => run(stage, key)) : [])]);
  }
}

/** A schedule, once. @returns why it failed. */
async function run({ site }: Stage, key: string): Promise<string | undefined> {
  return cause.run({}, () =>
    site.forge.runSchedule(key).then(
      () => undefined,
      (error: unknown) => `${key}: ${String(error)}`,
    ),
  );
}

/** Everybody may again what they could at first: what still waits can be done. */
export async function putInOrder(stage: Stage): Promise<void> {
  for (const who of new Set<string>([...AGENTS, ...PAR_AGENTS])) stage.setAgent(who, true);
  const rules = {
    deniedDomains: ['denied.example'],
    createOrganizations: true,
    email: 'choice',
    accounts: 'create',
    organizations: 'linked',
    mayInvite: ['agents'],
    dailyPerPerson: null,
  };
  const saved = await stage.savePolicy(rules, ['SUP', 'PAR']);
  if (!saved.ok) throw new Error(`the policy could not be put in order: ${saved.error.code}`);
  if (!stage.site.jira.state.profile.appIsAdmin) await stage.ask('jira-admin', 'authority.consent', {});
}

export async function untilQuiet(stage: Stage, failures: string[]): Promise<void> {
  const { forge, jira } = stage.site;
  for (let round = 0, quiet = 0; round < ROUNDS_MAX && quiet < 3; round += 1) {
    await forge.passTime((round > 40 ? 20 : 5) * MINUTE_MS);
    const [why] = await Promise.all([run(stage, 'retry'), forge.runQueues()]);
    if (why !== undefined) failures.push(why);
    quiet = goesOn(stage) ? 0 : quiet + 1;
  }
  const why = await run(stage, 'ending');
  if (why !== undefined) failures.push(why);
  if (goesOn(stage)) failures.push(`not at rest by ${new Date(jira.clock.now()).toISOString()}`);
}

/** What of a stored record tells whether it goes on. */
interface Kept {
  readonly state?: string;
  readonly erased?: boolean;
  readonly slices?: readonly { readonly doubtAt?: number }[];
}

/** Whether anything is left that goes on by itself: imports, what waits for Jira's search, what was not closed. */
function goesOn({ site: { forge } }: Stage): boolean {
  const { store } = forge.kvs;
  const records = store.all('entity:record') as unknown as readonly {
    readonly key: string;
    readonly value: { readonly scope?: string; readonly value: Kept };
  }[];
  const isOpen = records.some(({ key, value }) =>
    key.startsWith('intent:')
      ? value.scope === 'open'
      : key.startsWith('import:') &&
        (['running', 'paused'].includes(value.value.state ?? '') || isInDoubt(value.value)),
  );
  return isOpen || store.all('plain').some(({ key }) => key.startsWith('pending:'));
}

/** Whether Jira is still to be asked of rows that wait, though no worker goes on with the import. */
function isInDoubt({ erased, slices = [] }: Kept): boolean {
  return !erased && slices.some(({ doubtAt }) => doubtAt !== undefined);
}

export async function shown(stage: Stage): Promise<ShownImport[]> {
  const all: ShownImport[] = [];
  for (const begun of stage.imports) {
    const asked = { importId: begun.id };
    const view = await stage.ask<ImportView>(begun.owner, 'import.show', asked, begun.space);
    if (!view.ok) throw new Error(`an import cannot be shown: ${view.error.code}`);
    const rows: RowView[] = [];
    for (let slice = 0; slice < view.data.received && !view.data.erased; slice += 1) {
      const reply = await stage.ask<{ rows: RowView[] }>(
        begun.owner,
        'import.rows',
        { ...asked, slice },
        begun.space,
      );
      if (reply.ok) rows.push(...reply.data.rows);
    }
    all.push({ ...begun, view: view.data, rows: view.data.erased ? undefined : rows });
  }
  return all;
}

/** Owners go on with what was left. */
export async function goOn(stage: Stage, imports: readonly ShownImport[]): Promise<Evidence['waysOn']> {
  const open = imports.filter(
    ({ view }) => !view.erased && view.startedAt !== undefined && view.counts.left > 0,
  );
  const ways = [];
  for (const each of open) {
    const codes: string[] = [];
    for (const name of ['import.resume', 'import.retry']) {
      const reply: Reply<unknown> = await stage.ask(each.owner, name, { importId: each.id }, each.space);
      codes.push(reply.ok ? 'ok' : reply.error.code);
      if (reply.ok) break;
    }
    ways.push({ import: each, codes });
  }
  return ways;
}

/** In steps of hours; endings are due once an hour. */
export async function pastAllEnds(stage: Stage, told: readonly Told[], failures: string[]): Promise<void> {
  const { forge, jira } = stage.site;
  const moments = told.flatMap(({ ends }) =>
    ends.flatMap((end) => (end === undefined ? [] : [Date.parse(end)])),
  );
  const last = Math.max(jira.clock.now(), ...moments) + 2 * HOUR_MS;
  while (jira.clock.now() < last) {
    await forge.passTime(5 * HOUR_MS);
    for (const key of ['ending', 'ending', 'retry']) {
      const why = await run(stage, key);
      if (why !== undefined) failures.push(why);
    }
  }
  await forge.runQueues();
}

export async function listedAccess(stage: Stage): Promise<Evidence['listed']> {
  const listed = [];
  for (const [space, who] of [
    ['SUP', 'agent'],
    ['PAR', 'other-agent'],
  ] as const) {
    const reply = await stage.ask<AccessPage>(who, 'access.list', {}, space);
    if (!reply.ok) throw new Error(`access cannot be listed: ${reply.error.code}`);
    listed.push(...reply.data.access.map((each) => ({ ...each, space })));
  }
  return listed;
}

/** After rows, waiting invitations and notes of addresses must be gone. */
export async function muchLater(stage: Stage, failures: string[]): Promise<string> {
  const { forge } = stage.site;
  const { store } = forge.kvs;
  store.expiredKeptMs = 0;
  await forge.passTime(8 * 24 * HOUR_MS);
  for (const key of ['retry', 'ending', 'privacy', 'retry']) {
    const why = await run(stage, key);
    if (why !== undefined) failures.push(why);
  }
  const spaces = ['plain', 'entity:record', 'entity:audit', 'entity:audit-lookup', 'secret'];
  return JSON.stringify(spaces.flatMap((space) => store.all(space).map(({ key, value }) => [key, value])));
}
