import type { Asked, Ledger } from './ledger';
import type { Finding, Judge } from './finding';
import type { Change } from './journal';

/** In the words that a rule's owner reads: it does not say that nothing was done. */
const OPEN = /some of it may have been done|repeating is safe|Invite again/;

/** Whether the answers of screens, scripts, clients and rules are true. */
export const judgeAnswers: Judge = (ledger) => {
  const asked = ledger.asked.filter(({ told }) => told.thing.does !== 'import');
  return [
    ...asked.flatMap((each) => judgeDone(each, ledger)),
    ...asked.flatMap((each) => judgeSteps(each, ledger)),
    ...judgeRefusals(ledger),
  ];
};

/** A customer who is told as done is on the desk and in each organization, or was taken off since. */
export function judgeDone(
  { told, heard, account, email, projectId, organizations }: Asked,
  ledger: Ledger,
): Finding[] {
  if (heard?.state !== 'done') return [];
  const by = `${told.thing.does} ${told.number}: ${email}`;
  if (account === undefined) return [{ rule: 'done, but there is no account', what: by }];
  if (heard.accountId !== undefined && heard.accountId !== account)
    return [{ rule: 'done, but another account', what: by }];
  return [projectId, ...organizations]
    .filter((place) => !wasEverIn(place, account, ledger))
    .map((place) => ({ rule: 'done, but not enrolled', what: `${by} in ${place}` }));
}

function wasEverIn(place: string, account: string, { stage, changes }: Ledger): boolean {
  return (
    stage.before.has(`${place} ${account}`) ||
    changes.some((each) => each.account === account && each.place === place && each.added)
  );
}

function judgeSteps({ told, heard, account, email }: Asked, ledger: Ledger): Finding[] {
  const findings: Finding[] = [];
  const own = changesBy(told.number, account, ledger);
  for (const step of heard?.steps ?? []) {
    const what = `${told.thing.does} ${told.number}: ${email}, ${step.step} ${step.organization?.name ?? ''}`;
    const done = own.find(
      (each) =>
        each.added &&
        (step.step === 'account'
          ? each.what === 'account'
          : step.step === 'desk'
            ? each.what === 'desk'
            : each.what === 'organization' && each.place === step.organization?.id),
    );
    if (step.change === 'already' && done)
      findings.push({ rule: 'told as already, though this call did it', what });
    if (step.step === 'account' && step.change === 'made' && !done)
      findings.push({ rule: 'told as made, though this call did not', what });
  }
  // Nothing of theirs ends, it says, since they were there before.
  const endless = heard?.steps?.find(
    ({ step, reason }) => step === 'end' && codeOf(reason) === 'ends-nothing',
  );
  if (endless && own.some(({ added, what }) => added && what !== 'account'))
    findings.push({
      rule: 'told that the access was there before, though this call gave it',
      what: `${told.thing.does} ${told.number}: ${email}`,
    });
  return findings;
}

/** A screen has reasons, a client their codes. */
function codeOf(reason: unknown): unknown {
  return typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : reason;
}

/** A request that was refused as a whole did nothing. */
function judgeRefusals(ledger: Ledger): Finding[] {
  return ledger.told.flatMap(({ thing, number, answer }) => {
    const own = ledger.changes.filter((each) => each.thing === number && each.by !== undefined);
    const people = own.filter(({ what }) => what === 'account' || what === 'desk' || what === 'organization');
    const asked = ledger.asked.find(({ told }) => told.number === number);
    if (!asked || thing.does === 'import') return [];
    const refusedByScript =
      answer.kind === 'status' && thing.does === 'script' && [400, 401, 403, 422].includes(answer.status);
    const failedByRule =
      thing.does === 'action' && asked.heard?.state === 'failed' && !OPEN.test(JSON.stringify(answer));
    // Where it says itself that some of it may have been done, a person has to look.
    if (asked.refusal === 'interrupted') return [];
    if (asked.refusal === undefined && !refusedByScript && !failedByRule) return [];
    const hurt = asked.refusal === undefined ? people : own;
    if (hurt.length === 0) return [];
    const rule = 'told that nothing was done, though something was';
    return [
      {
        rule,
        what: `${thing.does} ${number}: ${asked.refusal ?? JSON.stringify(answer).slice(0, 160)}; ${summed(hurt)}`,
      },
    ];
  });
}

function changesBy(number: number, account: string | undefined, { changesOf }: Ledger): readonly Change[] {
  return (changesOf.get(account ?? '') ?? []).filter(
    (each) => each.thing === number && each.by !== undefined,
  );
}

export function summed(changes: readonly Change[]): string {
  const counts = new Map<string, number>();
  for (const { what, added } of changes) {
    const key = `${added ? '+' : '-'}${what}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).join(', ');
}
