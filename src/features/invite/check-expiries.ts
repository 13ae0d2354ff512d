import type { Clock } from '../../platform/clock';
import type { AccountId } from '../../domain/ids';
import type { JiraError } from '../../platform/jira/result';
import { isFree, isSoon } from '../access-expiry/store/expiry-times';
import type { AccessExpiry } from '../access-expiry/store/expiry-store';
import type { Store } from '../stores';
import { endsIn } from './expiry';
import { joinMissed } from './enrol';
import type { Missed } from './enrol';
import type { PromisedEnd, PromisedEnds } from './promise-expiries';
import type { WantedExpiry } from './wanted-expiries';

interface CheckPorts {
  readonly store: { readonly endings: Pick<Store['endings'], 'read' | 'write' | 'remove'> };
  readonly clock: Pick<Clock, 'now'>;
  readonly project: Pick<AccessExpiry, 'projectId'>;
  /** Accounts that no other invitation knows yet. */
  readonly isNew: ReadonlySet<AccountId>;
  readonly promise: (wanted: readonly WantedExpiry[]) => Promise<PromisedEnds>;
  readonly enrolAgain: (accountIds: ReadonlySet<AccountId>) => Promise<Missed>;
}

export interface CheckedEnds {
  readonly endings: ReadonlyMap<AccountId, AccessExpiry>;
  readonly missed: Missed;
  /** Those whose end was lost meanwhile, and could not be stored again. */
  readonly unsure: ReadonlySet<AccountId>;
}

/**
 * Once everybody is enrolled: takes out of the endings what Jira refused, and makes sure that they are still there. Where
 * the access was ended or kept meanwhile, it is promised and given once more.
 */
export async function checkEnds(
  kept: ReadonlyMap<AccountId, PromisedEnd>,
  missed: Missed,
  ports: CheckPorts,
): Promise<CheckedEnds> {
  const trimmed = await trim(kept, missed, ports);
  const endings = new Map([...trimmed].map(([id, { ending }]) => [id, ending]));
  const { lost, found } = await findLost(trimmed, ports);
  for (const [id, ending] of found) endings.set(id, ending);
  if (lost.length === 0) return { endings, missed, unsure: new Set() };

  const again = await ports.promise(lost.map(asWanted));
  const missedAgain = await ports.enrolAgain(new Set(again.kept.keys()));
  for (const [id, { ending }] of again.kept) endings.set(id, ending);
  return { endings, missed: joinMissed(missed, missedAgain), unsure: again.refused };
}

/** All that it ends was given by this app, and may have been taken off meanwhile. */
function asWanted({ wanted, ending: { desk, organizations } }: PromisedEnd): WantedExpiry {
  return { ...wanted, desk, organizations };
}

/** Takes out what Jira did not do, unless the ending changed since: another invitation may have given it. */
async function trim(
  kept: ReadonlyMap<AccountId, PromisedEnd>,
  missed: Missed,
  { store }: CheckPorts,
): Promise<ReadonlyMap<AccountId, PromisedEnd>> {
  const after = new Map(kept);
  const changed = [...kept.values()].flatMap((promised) => {
    const given = withoutRefused(promised, missed);
    return given ? [{ promised, given }] : [];
  });
  const isEmpty = ({ given }: (typeof changed)[number]): boolean =>
    !given.desk && given.organizations.length === 0;
  const smaller = changed.filter((each) => !isEmpty(each));
  const empty = changed.filter(isEmpty);
  const [written, removed] = await Promise.all([
    store.endings.write(smaller.map(({ promised, given }) => ({ ending: given, seen: promised.version }))),
    store.endings.remove(empty.map(({ promised }) => promised)),
  ]);
  for (const [index, { promised, given }] of smaller.entries()) {
    if (written[index] !== 'done') continue;
    after.set(promised.wanted.accountId, { ...promised, ending: given, version: promised.version + 1 });
  }
  for (const [index, { promised }] of empty.entries()) {
    if (removed[index] === 'done') after.delete(promised.wanted.accountId);
  }
  return after;
}

/** @returns `undefined` where Jira refused none of what was added. */
function withoutRefused({ wanted, ending, before }: PromisedEnd, missed: Missed): AccessExpiry | undefined {
  const { accountId } = wanted;
  const isDeskRefused = wanted.desk && !before?.desk && isFinal(missed.desk.get(accountId));
  const refused = wanted.organizations.filter(
    ({ id }) => isFinal(missed.organizations.get(id)?.get(accountId)) && !(before && endsIn(before, id)),
  );
  if (!isDeskRefused && refused.length === 0) return undefined;
  return {
    ...ending,
    desk: ending.desk && !isDeskRefused,
    organizations: ending.organizations.filter(({ id }) => refused.every((each) => each.id !== id)),
  };
}

/** Whether it is sure that Jira did nothing. */
function isFinal(refusal: JiraError | undefined): boolean {
  return refusal !== undefined && !['busy', 'unavailable', 'out-of-time'].includes(refusal.kind);
}

/** Those whose ending is gone, lacks a place, or is being ended just now. Of a new account only this call knows. */
async function findLost(
  kept: ReadonlyMap<AccountId, PromisedEnd>,
  { store, project, clock, isNew }: CheckPorts,
): Promise<{ readonly lost: readonly PromisedEnd[]; readonly found: ReadonlyMap<AccountId, AccessExpiry> }> {
  const now = clock.now();
  const known = [...kept.values()].filter(
    ({ wanted, ending }) => !isNew.has(wanted.accountId) || isSoon(ending.endsAt, now),
  );
  const nothing = { lost: [], found: new Map<AccountId, AccessExpiry>() };
  if (known.length === 0) return nothing;
  const accountIds = known.map(({ wanted }) => wanted.accountId);
  const stored = await store.endings.read(project.projectId, accountIds).catch(() => undefined);
  if (!stored) return nothing;
  const found = new Map<AccountId, AccessExpiry>();
  const lost = known.filter(({ wanted, ending }) => {
    const current = stored.get(wanted.accountId)?.ending;
    if (!current || !isFree(current, now) || !covers(current, ending)) return true;
    found.set(wanted.accountId, current);
    return false;
  });
  return { lost, found };
}

function covers(now: AccessExpiry, promised: AccessExpiry): boolean {
  return (now.desk || !promised.desk) && promised.organizations.every(({ id }) => endsIn(now, id));
}
