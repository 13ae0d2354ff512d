import { append } from '../audit/append';
import type { AuditPorts } from '../audit/append';
import { privilegedCaller } from '../authority/privileged';
import type { Privileged } from '../authority/privileged';
import type { Actor } from '../../domain/actor';
import type { AccountId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { JiraClients } from '../../platform/jira/clients';
import type { AccessExpiry, VersionedExpiry } from './store/expiry-store';
import { enrolmentItem } from '../invite/store/enrolments';
import type { Enrolment, SeenNote } from '../invite/store/enrolments';
import type { NoteChange } from '../invite/store/write-notes';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import { accessEntry, entryOfEnd } from './access-entry';
import { byProject, givenElsewhere } from './given-elsewhere';
import { lease } from './lease';
import type { Leased } from './lease';
import { retryLater } from './retry-schedule';
import { removeAccess } from './remove-access';
import type { RemovedAccess } from './remove-access';

export interface ExpiryPorts extends AuditPorts {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly store: Pick<Store, 'endings' | 'enrolments' | 'settings' | 'write'>;
  /** Asked for just before; where it is missing, both are asked for here. */
  readonly power?: { readonly settings: Settings; readonly privileged: Privileged };
}

/** One access, and what became of it. */
export interface Ended extends Leased {
  readonly result: RemovedAccess;
  /** What of it was to be taken off: not what another project gave since. */
  readonly own: AccessExpiry;
}

/**
 * Ends access at once. Idempotent under concurrent runs: each ending is leased by one of them, and removed only as it
 * was leased.
 *
 * @returns what became of each that could be leased; not of those that changed since they were read.
 */
export async function expireAccess(
  held: readonly VersionedExpiry[],
  actor: Actor,
  ports: ExpiryPorts,
): Promise<readonly Ended[]> {
  const { store } = ports;
  if (held.length === 0) return [];
  const settings = ports.power?.settings ?? (await store.settings.read());
  const leased = await lease(held, ports);
  if (leased.length === 0) return [];
  try {
    const { ended, notes } = await takeAllOff(leased, settings, ports);
    await record(ended, notes, actor, settings, ports);
    await putBack(ended, ports);
    return ended;
  } catch (error) {
    // A read from storage failed: no customer was taken off yet.
    await putBack(
      leased.map((each) => ({ ...each, result: NOT_READ })),
      ports,
    ).catch(() => undefined);
    throw error;
  }
}

const NOT_READ: RemovedAccess = fail(reason('storage-unavailable'));

async function takeAllOff(
  leased: readonly Leased[],
  settings: Settings,
  { store, callers, clock, power }: ExpiryPorts,
): Promise<{ readonly ended: readonly Ended[]; readonly notes: ReadonlyMap<AccessExpiry, SeenNote> }> {
  const endings = leased.map(({ ending }) => ending);
  const now = clock.now();
  // Before anybody is taken off: what cannot be read must not be found out afterwards.
  const [notes, elsewhere] = await Promise.all([
    ownNotes(endings, store, now),
    givenElsewhere(endings, settings.policy, now, store),
  ]);
  const own = endings.map((ending): AccessExpiry => {
    const stays = elsewhere.get(ending);
    return { ...ending, organizations: ending.organizations.filter(({ id }) => !stays?.has(id)) };
  });
  const privileged = power ? ok(power.privileged) : await privilegedCaller(settings.authority, callers);
  const results = privileged.ok
    ? await removeAccess(own, privileged.data.caller, privileged.data.missingAdmin)
    : own.map((): RemovedAccess => fail(privileged.reason));
  const ended = leased.map((each, index): Ended => {
    const result = results[index] ?? NOT_READ;
    const isInPart = (elsewhere.get(each.ending)?.size ?? 0) > 0;
    return {
      ...each,
      own: own[index] ?? each.ending,
      result: result.ok && isInPart ? ok({ remaining: reason('ends-in-part') }) : result,
    };
  });
  return { ended, notes };
}

/** What this app knows of the customers in the project of the ending. */
async function ownNotes(
  endings: readonly AccessExpiry[],
  store: Pick<Store, 'enrolments'>,
  now: number,
): Promise<ReadonlyMap<AccessExpiry, SeenNote>> {
  const found = new Map<AccessExpiry, SeenNote>();
  for (const [projectId, here] of byProject(endings)) {
    const accountIds: AccountId[] = here.map(({ accountId }) => accountId);
    const known = await store.enrolments.seen(projectId, accountIds, now);
    for (const ending of here) {
      const note = known.get(ending.accountId);
      if (note) found.set(ending, note);
    }
  }
  return found;
}

/** Never throws: what was taken off stays off. */
async function record(
  ended: readonly Ended[],
  read: ReadonlyMap<AccessExpiry, SeenNote>,
  actor: Actor,
  { policy }: Settings,
  ports: ExpiryPorts,
): Promise<void> {
  const now = ports.clock.now();
  const entries = ended.map(({ ending, own, result }) => {
    const what = result.ok ? own : ending;
    return ending.removes
      ? accessEntry(what, 'removed', ending.actor, result)
      : accessEntry(what, 'ended', actor, result);
  });
  const notes = ended.flatMap(({ ending, result }): NoteChange[] => {
    const seen = read.get(ending);
    if (!result.ok || !seen?.enrolment) return [];
    const { projectId, accountId } = ending;
    const late = enrolmentItem(projectId, accountId, without(seen.enrolment, ending, now), now);
    const change: NoteChange['change'] = (known) => known && { ...without(known, ending, now), at: now };
    return [{ projectId, accountId, seen, change, late }];
  });
  const once = (place: number): string | undefined => {
    const each = ended[place];
    return each && entryOfEnd(each.ending);
  };
  await append(entries, { policy, now, once, group: once(0) }, ports, { notes });
}

function without({ desk, organizations }: Enrolment, ending: AccessExpiry, now: number): Enrolment {
  const left = Object.entries(organizations).filter(
    ([id]) => !ending.organizations.some((each) => each.id === id),
  );
  return { ...(desk && !ending.desk && { desk }), organizations: Object.fromEntries(left), endedAt: now };
}

/** Removes what has ended, and gives back what still is to end. */
async function putBack(
  leased: readonly (Leased & { readonly result: RemovedAccess })[],
  { store, clock }: ExpiryPorts,
): Promise<void> {
  const all = leased.map((each) => ({ ...each, after: endingAfter(each, clock) }));
  await store.endings.remove(all.filter(({ after }) => !after));
  const open = all.flatMap(({ after, version }) => (after ? [{ ending: after, seen: version }] : []));
  if (open.length > 0) await store.endings.write(open);
}

/** What could not be ended stays as it was, or goes behind others where its time has come. */
function endingAfter(
  { ending, result }: Leased & { readonly result: RemovedAccess },
  clock: ExpiryPorts['clock'],
): AccessExpiry | undefined {
  if (!ending.removes) return result.ok ? undefined : retryLater(ending, result, clock);
  // The person who takes an invitation back is told that it failed, and asks again.
  const { before } = ending.removes;
  return before && result.ok ? withoutPlaces(before, ending) : before;
}

/** @returns `undefined` where nothing is left. */
function withoutPlaces(before: AccessExpiry, removed: AccessExpiry): AccessExpiry | undefined {
  const desk = before.desk && !removed.desk;
  const organizations = before.organizations.filter(({ id }) =>
    removed.organizations.every((each) => each.id !== id),
  );
  return desk || organizations.length > 0 ? { ...before, desk, organizations } : undefined;
}
