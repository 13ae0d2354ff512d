import { said } from './judge-audit';
import type { Change } from './journal';
import type { Finding, Judge } from './finding';
import type { Asked, Ledger } from './ledger';

/** Whether access ended that was to end, and no other. */
export const judgeEnds: Judge = (ledger) => [
  ...[...ledger.changesOf.keys()].flatMap((account) => judgeStay(account, ledger)),
  ...ledger.changes
    .filter(({ added, by }) => !added && by !== undefined)
    .flatMap((each) => judgeRemoval(each, ledger)),
  ...ledger.listed
    .filter(({ endsAt }) => Date.parse(endsAt) < ledger.stage.site.jira.clock.now() - 9 * 86_400_000)
    .map(({ accountId, endsAt, space }) => ({
      rule: 'access that is listed long after its end',
      what: `${ledger.emailOf(accountId)} in ${space}, ${endsAt}`,
    })),
];

/** A customer who was only ever let in until a day is out after it, in every place where the app let them in. */
function judgeStay(account: string, ledger: Ledger): Finding[] {
  const { stage, asked, told, changesOf, emailOf } = ledger;
  const { state, profile } = { state: stage.site.jira.state, profile: stage.site.jira.state.profile };
  const own = asked.filter((each) => each.account === account);
  if (wasKept(emailOf(account), told)) return [];
  const findings: Finding[] = [];
  const places = new Set(
    (changesOf.get(account) ?? [])
      .filter(({ what }) => what !== 'account')
      .map(({ what, place }) => `${what} ${place}`),
  );
  for (const each of places) {
    const [what = '', place = ''] = each.split(' ');
    if (what === 'desk' && profile.deskAccess === 'open') continue;
    const set = what === 'desk' ? state.desk(place)?.customers : state.organizations.get(place)?.members;
    if (!set?.has(account) || stage.before.has(`${place} ${account}`)) continue;
    const history = (changesOf.get(account) ?? []).filter(
      (change) => change.what === what && change.place === place,
    );
    // By hand, or by a rule: for good.
    if (history.some(({ added, by }) => added && (by === undefined || by === 'keep-up'))) continue;
    const asking = own.filter((ask) => isAbout(ask, what, place));
    if (asking.length === 0 || asking.some(({ endsAt }) => endsAt === undefined)) continue;
    if (own.some(({ heard }) => isHonest(heard?.reason))) continue;
    const last = history.filter(({ added }) => added).at(-1);
    findings.push({
      rule: isInterrupted(account, ledger)
        ? 'interrupted before the end was kept, and still in'
        : 'let in until a day, and still in',
      what: `${emailOf(account)} ${each}: ${last ? said(last, ledger) : ''}; told ${asking.map(toldOf).join(', ')}`,
    });
  }
  return findings;
}

/** The log says that a person has to look: no caller was told that it ends. */
function isInterrupted(account: string, { entries }: Ledger): boolean {
  return entries.some(({ customer, reason }) => customer === account && reason === 'interrupted');
}

/** Where it says itself that it does not know, a person has to look. */
function isHonest(code: string | undefined): boolean {
  return code === 'interrupted';
}

function toldOf({ told, heard, refusal }: Asked): string {
  return `${told.thing.does} ${told.number} ${refusal ?? (heard ? `${heard.state} ${heard.reason ?? ''}` : told.answer.kind)}`.trim();
}

function isAbout({ projectId, organizations }: Asked, what: string, place: string): boolean {
  return what === 'desk' ? projectId === place : organizations.includes(place);
}

function wasKept(email: string, told: Ledger['told']): boolean {
  return told.some(
    ({ thing }) =>
      thing.does === 'access' && thing.how === 'keep' && thing.email.toLowerCase() === email.toLowerCase(),
  );
}

function judgeRemoval(change: Change, ledger: Ledger): Finding[] {
  const { account, place, at, what } = change;
  const { changesOf, stage, asked, told, emailOf } = ledger;
  const text = `${emailOf(account)} ${what} ${place} at ${new Date(at).toISOString()} by ${change.by ?? ''}`;
  const before = (changesOf.get(account) ?? []).filter(
    (each) => each.place === place && each.at <= at && each !== change,
  );
  if (!before.some(({ added, by }) => added && by !== undefined))
    return [{ rule: 'taken off a place where the app never put them', what: text }];
  const [first] = before.filter(({ added }) => added);
  if (stage.before.has(`${place} ${account}`) && !before.some(({ added }) => !added))
    return [{ rule: 'taken off a place where they were before', what: text }];
  if (first?.by === undefined && before.every(({ added }) => added))
    return [{ rule: 'taken off a place where they were before', what: text }];

  const asker = told.find(({ number }) => number === change.thing)?.thing;
  if (asker?.does === 'access') return [];
  // A function that ended it died over it: the schedule goes on with that.
  const isEndedByHand = told.some(
    ({ thing, from }) =>
      thing.does === 'access' &&
      thing.how === 'end' &&
      thing.email.toLowerCase() === emailOf(account).toLowerCase() &&
      from <= at,
  );
  if (isEndedByHand) return [];
  const own = asked.filter((each) => each.account === account);
  const moves = told.filter(
    ({ thing }) =>
      thing.does === 'access' &&
      thing.how === 'move' &&
      thing.email.toLowerCase() === emailOf(account).toLowerCase(),
  );
  const isDue = (end: string | undefined): boolean => end !== undefined && Date.parse(end) <= at;
  if (!own.some(({ endsAt }) => isDue(endsAt)) && !moves.some(({ ends }) => isDue(ends[0])))
    return [{ rule: 'access that ended before its end', what: text }];
  const broken = own.find(
    (promise) =>
      isPromise(promise) &&
      isAbout(promise, what, place) &&
      !isDue(promise.endsAt) &&
      promise.told.to <= at &&
      !own.some(
        (other) =>
          isDue(other.endsAt) && (other.told.from >= promise.told.to || other.told.thing.does === 'import'),
      ) &&
      !moves.some((move) => isDue(move.ends[0]) && move.to >= promise.told.from),
  );
  if (broken)
    return [
      {
        rule: 'access that ended before the end that was promised last',
        what: `${text}; promised ${broken.endsAt ?? ''} by ${toldOf(broken)}`,
      },
    ];
  return what === 'organization' ? judgeOtherSpace(change, own, text) : [];
}

function isPromise({ heard, told, endsAt }: Asked): boolean {
  return endsAt !== undefined && heard?.state === 'done' && told.thing.does !== 'import';
}

/** One space let them in until a day, the other one for good: then they stay. */
function judgeOtherSpace({ place, at }: Change, own: readonly Asked[], text: string): Finding[] {
  for (const projectId of new Set(own.map((each) => each.projectId))) {
    const here = own.filter((each) => each.projectId === projectId && isAbout(each, 'organization', place));
    const forGood = here.find(
      ({ heard, told, ruled }) =>
        heard?.state === 'done' && !ruled && told.to < at && told.thing.does !== 'import',
    );
    if (forGood && here.every(({ endsAt }) => endsAt === undefined))
      return [
        {
          rule: 'an end in one space took what another gave for good',
          what: `${text}; given by ${toldOf(forGood)}`,
        },
      ];
  }
  return [];
}
