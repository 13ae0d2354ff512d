import { postponeAudit, personsOf } from '../audit/record';
import type { AuditPorts } from '../audit/record';
import { privilegedCaller } from '../authority/privileged';
import type { Actor } from '../contract/actor';
import { AUDIT_DAYS_MAX } from '../contract/policy';
import type { Reason } from '../contract/reason';
import type { Callers } from '../jira/callers';
import { auditItem, hashedForKey } from '../store/audit';
import type { NewAuditEntry } from '../store/audit';
import type { Item } from '../store/batch';
import type { Ending, HeldEnding } from '../store/endings';
import { enrolmentItem } from '../store/enrolments';
import type { Enrolment } from '../store/enrolments';
import type { Settings } from '../store/settings';
import type { Store } from '../store/store';
import { takeOff } from './take-off';
import type { TakenOff } from './take-off';

/** Endings of one go: a hundred take two or three seconds. */
const GO_MAX = 100;
/** Whoever is at it for longer has died: Forge ends a schedule after 55 s. */
const LEASE_MS = 2 * 60_000;
/** Endings looked at in one run. */
const RUN_MAX = 2_000;
/** How long before the end whoever invited is told, in ms. */
const REMIND_MS = 3 * 86_400_000;
const SCHEDULE: Actor = { kind: 'schedule' };

export interface EndingPorts extends AuditPorts {
  readonly callers: Pick<Callers, 'app' | 'offline'>;
  readonly store: Store;
}

/**
 * Ends the access whose time has come, as far as `deadline` allows; what Jira refuses is tried again at the next run.
 * Twice at once is the same as once: each ending is had by one at a time. It ends also where the project was switched
 * off meanwhile: that is what was promised.
 */
export async function endDueAccess(deadline: number, ports: EndingPorts): Promise<void> {
  const { store, clock } = ports;
  const now = clock.now();
  const due = await store.endings.until(new Date(now).toISOString(), RUN_MAX);
  const free = due.filter(({ ending }) => (ending.leaseUntil ?? 0) <= now);
  for (let from = 0; from < free.length && clock.now() < deadline; from += GO_MAX) {
    await endAccess(free.slice(from, from + GO_MAX), SCHEDULE, ports);
  }
}

/**
 * Ends access at once.
 *
 * @returns what became of each that could be had; not of those that somebody else changed or is at.
 */
export async function endAccess(
  endings: readonly HeldEnding[],
  actor: Actor,
  ports: EndingPorts,
): Promise<ReadonlyMap<Ending, TakenOff>> {
  const { store, callers, clock } = ports;
  const settings = await store.settings.read();
  const privileged = await privilegedCaller(settings.authority, callers);
  const leaseUntil = clock.now() + LEASE_MS;
  const had = await store.endings.replaceEach(
    endings.map(({ ending, version }) => ({ ending: { ...ending, leaseUntil }, version })),
  );
  const all = had.map(({ ending }) => ending);
  const results = privileged.ok
    ? await takeOff(all, privileged.caller, privileged.lacksPower)
    : all.map((): TakenOff => ({ ok: false, reason: privileged.reason }));
  const ended = all.map((ending, index) => ({ ending, result: results[index] ?? NOT_TRIED }));
  await record(ended, actor, settings, ports);
  await store.endings.remove(ended.filter(({ result }) => result.ok).map(({ ending }) => ending));
  await release(
    had.filter((_, index) => results[index]?.ok !== true),
    ports,
  );
  return new Map(ended.map(({ ending, result }) => [ending, result]));
}

const NOT_TRIED: TakenOff = { ok: false, reason: { code: 'unexpected' } };

/** Tells whoever invited that it ends soon, once. */
export async function remindOfEndings({ store, clock, postpone }: EndingPorts): Promise<void> {
  const now = clock.now();
  const soon = await store.endings.until(new Date(now + REMIND_MS).toISOString(), RUN_MAX);
  const fresh = soon.filter(({ ending }) => !ending.reminded && Date.parse(ending.endsAt) > now);
  const days = (await store.settings.read()).policy?.auditDays ?? AUDIT_DAYS_MAX;
  const told = await store.endings.replaceEach(
    fresh.map(({ ending, version }) => ({ ending: { ...ending, reminded: true }, version })),
  );
  const items = told.map(({ ending }, place) =>
    auditItem(accessEntry(ending, 'ends-soon', ending.actor, undefined), { now, days, place }),
  );
  if (items.length === 0) return;
  await store.write(items).catch((error: unknown) => postponeAudit(items, postpone, error));
}

/** One access as the audit log tells it. */
export function accessEntry(
  { projectId, accountId, domain, endsAt, desk, organizations }: Ending,
  action: Extract<NewAuditEntry, { event: 'access' }>['action'],
  actor: Actor,
  result: { readonly ok: boolean; readonly reason?: Reason } | undefined,
): NewAuditEntry {
  return {
    actor,
    projectId,
    event: 'access',
    action,
    customer: accountId,
    domain,
    endsAt,
    desk,
    organizations: organizations.map(({ name }) => name),
    outcome: result === undefined ? 'done' : result.ok ? 'done' : 'failed',
    ...(result?.reason && { reason: result.reason.code }),
  };
}

async function record(
  ended: readonly { readonly ending: Ending; readonly result: TakenOff }[],
  actor: Actor,
  { policy }: Settings,
  { store, clock, postpone }: EndingPorts,
): Promise<void> {
  const now = clock.now();
  const days = policy?.auditDays ?? AUDIT_DAYS_MAX;
  const audit = ended.map(({ ending, result }, place) =>
    auditItem(accessEntry(ending, 'ended', actor, result), {
      now,
      days,
      place,
      // Tried again each hour where Jira refuses: one entry, the last. The key holds no account id.
      once: `access:${ending.projectId}:${ending.endsAt}:${hashedForKey(ending.accountId)}`,
    }),
  );
  const items = [...audit, ...(await enrolmentsAfter(ended, store, now)), ...personsOf(actor, now)];
  if (items.length === 0) return;
  await store.write(items).catch((error: unknown) => postponeAudit(audit, postpone, error));
}

/** What this app knows of the customers, without what has ended. */
async function enrolmentsAfter(
  ended: readonly { readonly ending: Ending; readonly result: TakenOff }[],
  store: Store,
  now: number,
): Promise<Item[]> {
  const off = ended.filter(({ result }) => result.ok).map(({ ending }) => ending);
  const items: Item[] = [];
  for (const projectId of new Set(off.map((ending) => ending.projectId))) {
    const here = off.filter((ending) => ending.projectId === projectId);
    const known = await store.enrolments.read(
      projectId,
      here.map(({ accountId }) => accountId),
      now,
    );
    for (const ending of here) {
      const enrolment = known.get(ending.accountId);
      if (enrolment) items.push(enrolmentItem(projectId, ending.accountId, without(enrolment, ending), now));
    }
  }
  return items;
}

function without({ desk, organizations }: Enrolment, ending: Ending): Enrolment {
  const left = Object.entries(organizations).filter(
    ([id]) => !ending.organizations.some((each) => each.id === id),
  );
  return { ...(desk && !ending.desk && { desk }), organizations: Object.fromEntries(left) };
}

/** Gives back what could not be ended, for the next run. */
async function release(had: readonly HeldEnding[], { store }: EndingPorts): Promise<void> {
  await store.endings.replaceEach(
    had.map(({ ending: { leaseUntil: _lease, ...ending }, version }) => ({ ending, version })),
  );
}
