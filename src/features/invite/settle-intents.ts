import { entryItems } from '../audit/append';
import { isLookup } from '../audit/store/audit-lookup';
import type { Clock } from '../../platform/clock';
import { privilegedCaller } from '../authority/privileged';
import type { JiraClients } from '../../platform/jira/clients';
import type { JiraClient } from '../../platform/jira/client';
import { DEFAULT_RULES } from '../../domain/policy/rules';
import { projectPolicy } from '../policy/effective';
import type { Item } from '../../platform/kvs/kvs';
import { givenNote } from './store/write-notes';
import type { NoteChange } from './store/write-notes';
import { closedIntentItem, entryKey, intentItem } from './store/intents';
import type { Intent } from './store/intents';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import type { InvitationResult } from './stages';
import { promiseMailed } from './mailed-expiry';
import { auditEntry } from './record';
import { SEARCH_LAG_WAITS_MS } from './search-lag';
import { domainOf, settleInvitations, unknownOutcome } from './settle';

/** Intents that one run can hope to get through. */
const RUN_MAX = 300;

interface Ports {
  readonly clock: Clock;
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly store: Store;
}

/** Whose eyes look into Jira. */
interface Looking {
  readonly settings: Settings;
  readonly privileged: JiraClient;
}

/**
 * Settles what workers left open when they crashed: asks Jira what is there now and writes the entries that are missing in the
 * audit log. Idempotent: each guest has one entry under one key, and an entry of the worker's own stays.
 *
 * @param deadline ms since 1970.
 * @throws the first error, once each had its turn.
 */
export async function settleIntents(deadline: number, ports: Ports): Promise<void> {
  const { store, clock, callers } = ports;
  const due = await store.intents.due(clock.now(), RUN_MAX);
  if (due.length === 0) return;
  const settings = await store.settings.read();
  const privileged = await privilegedCaller(settings.authority, callers);
  // To look, the app's own eyes will do where the power is gone.
  const looking = { settings, privileged: privileged.ok ? privileged.data.caller : callers.app };
  const failures: unknown[] = [];
  for (const intent of due) {
    if (clock.now() >= deadline) break;
    try {
      await settleIntent(intent, looking, ports);
    } catch (error) {
      failures.push(error);
      // It stands aside, so that the others have their turn first.
      await store.write([postponed(intent, clock.now())]).catch(() => undefined);
    }
  }
  if (failures.length > 0) throw failures[0];
}

function postponed(intent: Intent, now: number): Item {
  const wait = SEARCH_LAG_WAITS_MS[Math.min(intent.asked, SEARCH_LAG_WAITS_MS.length - 1)] ?? 0;
  return intentItem({ ...intent, asked: intent.asked + 1, dueAt: now + wait }, now);
}

async function settleIntent(intent: Intent, { settings, privileged }: Looking, ports: Ports): Promise<void> {
  const { store, clock, callers } = ports;
  const { organizations, endsAt } = intent;
  const left = await unsettled(intent, store);
  const { domainOrganizations } = projectPolicy(settings.policy, intent.projectId) ?? DEFAULT_RULES;
  const policy = {
    projectId: intent.projectId,
    serviceDeskId: intent.serviceDeskId,
    domainOrganizations,
  };
  const guests = left.map(({ email }) => ({ email, organizations, ...(endsAt !== undefined && { endsAt }) }));
  const found = await settleInvitations(guests, policy, { ...ports, privileged, app: callers.app });
  const now = clock.now();
  const isOver = intent.until <= now;
  const settled = left.flatMap(({ place, email, seen }, index): Settled[] => {
    const invited = found[index];
    if (invited?.outcome.reason?.code === 'interrupted') return [{ place, seen, invited }];
    // Jira did not answer for a day: that something was begun is told all the same.
    return isOver ? [{ place, seen, invited: unknownOutcome(email, domainOf(email)) }] : [];
  });
  // Before it is told of: where storage refuses, the intent stays open.
  await promiseMailed(
    settled.map(({ invited }) => invited),
    intent.actor,
    intent,
    ports,
  );
  const isFinal = ({ outcome }: InvitationResult): boolean =>
    outcome.accountId !== undefined || intent.asked >= SEARCH_LAG_WAITS_MS.length;
  const isDone = settled.length === left.length && settled.every(({ invited }) => isFinal(invited));
  const after = isDone || isOver ? closedIntentItem(intent) : postponed(intent, now);
  await record(settled, intent, after, settings, ports);
}

/** What an entry says that could not tell of its customer. */
const UNTOLD: readonly (string | undefined)[] = [
  'interrupted',
  'jira-unavailable',
  'jira-busy',
  'out-of-time',
];

/** A guest of whom an entry is missing, or could not tell: then its reason was `seen`. */
interface Left {
  readonly place: number;
  readonly email: string;
  readonly seen: string | undefined;
}

interface Settled extends Omit<Left, 'email'> {
  readonly invited: InvitationResult;
}

async function unsettled(intent: Intent, { audit }: Pick<Store, 'audit'>): Promise<readonly Left[]> {
  const entries = await audit.customersIn(intent.guests.map(({ place }) => entryKey(intent, place)));
  return intent.guests.flatMap(({ place, email }): Left[] => {
    const entry = entries.get(entryKey(intent, place));
    if (!entry) return [{ place, email, seen: undefined }];
    const isUntold = UNTOLD.includes(entry.reason) && entry.customer === undefined;
    return isUntold ? [{ place, email, seen: entry.reason }] : [];
  });
}

/** @throws StorageError where storage refuses: the intent stays open. */
async function record(
  settled: readonly Settled[],
  intent: Intent,
  after: Item,
  { policy }: Settings,
  { store, clock }: Ports,
): Promise<void> {
  const now = clock.now();
  const { projectId, actor, origin } = intent;
  // What an entry says already is not told again.
  const told = settled.filter(({ seen, invited }) => seen === undefined || invited.outcome.accountId);
  const entries = told.map(({ invited }) => ({ ...auditEntry(invited, actor, projectId), ...origin }));
  const once = (index: number): string => entryKey(intent, told[index]?.place ?? index);
  const items = entryItems(entries, { policy, now, once }, clock);
  for (const [index, { seen }] of told.entries()) {
    const item = items[index];
    if (item) await store.audit.addSettled(item, seen);
  }
  const notes = settled.flatMap(({ invited: { outcome, enrolment, noted } }): NoteChange[] =>
    outcome.accountId && enrolment ? [givenNote(projectId, outcome.accountId, enrolment, noted, now)] : [],
  );
  // What finds an entry is written with it: where it is not written, neither is that.
  const others = items.slice(told.length).filter((item) => !isLookup(item));
  await store.write(others, { notes, last: after });
}
