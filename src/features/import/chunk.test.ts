import type { AccountId } from '../../domain/ids';
import { accountIdSchema } from '../../domain/ids';
import type { Outcome, Step } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import type { ReasonCode } from '../../domain/reason';
import { resetRetriable, truncateToFit, isReady, isRetriable, summaryOf, applyResult } from './chunk';
import type { InvitationResult } from '../invite/stages';
import type { StoredRow } from './store/imports';

const NOW = 1_000_000;
const MINUTE = 60_000;
const ADA: AccountId = accountIdSchema.parse('qm:ada');
const UNTRIED: StoredRow = { line: 2, cells: ['ada@acme.example', 'Ada', 'Acme'] };

const accountStep = (change: Step['change']): Step => ({
  step: 'account',
  state: 'done',
  ...(change && { change }),
});

function invited(outcome: Partial<Outcome>, but: Partial<InvitationResult> = {}): InvitationResult {
  return {
    outcome: { email: 'ada@acme.example', state: 'done', steps: [], ...outcome },
    organizations: [],
    reached: true,
    isNewAccount: false,
    tryLater: false,
    ...but,
  };
}
const made = invited({ accountId: ADA, steps: [accountStep('made')] }, { isNewAccount: true });
const failing = (code: ReasonCode, params?: Record<string, string | number>): InvitationResult =>
  invited({ state: 'failed', reason: reason(code, params) });
const unfindable = invited(
  { state: 'attention', reason: reason('account-not-findable') },
  { tryLater: true },
);

/** A row after tries with the same result, each when its time had come. */
function triedAgain(
  result: InvitationResult,
  times: number,
): { readonly row: StoredRow; readonly waits: number[] } {
  let [row, now] = [UNTRIED, NOW];
  const waits: number[] = [];
  for (let count = 0; count < times; count += 1) {
    row = applyResult(row, result, now);
    if (!row.waiting) continue;
    waits.push(row.waiting.dueAt - now);
    now = row.waiting.dueAt;
  }
  return { row, waits };
}

describe('a row that was tried', () => {
  test('and is done keeps its account, and no longer what stood in the file', () => {
    const row = applyResult(UNTRIED, made, NOW);
    expect(row.result).toEqual({ state: 'done', account: 'made', accountId: ADA });
    expect(row.cells).toBeUndefined();
  });

  test('and failed keeps what stood in the file, and why', () => {
    expect(applyResult(UNTRIED, failing('lacks-customer-role'), NOW)).toEqual({
      ...UNTRIED,
      result: { state: 'failed', reason: { code: 'lacks-customer-role' } },
    });
  });

  test('tells the lines that were joined into it', () => {
    expect(applyResult({ ...UNTRIED, also: [7, 9] }, made, NOW).also).toEqual([7, 9]);
  });

  test('tells an account that was there from one that may be an earlier try’s work', () => {
    const after = (change: Step['change']) =>
      applyResult(UNTRIED, invited({ accountId: ADA, steps: [accountStep(change)] }), NOW).result?.account;
    expect([after('already'), after('confirmed')]).toEqual(['already', 'confirmed']);
  });

  test('for which there was no time stays as it was', () => {
    expect(applyResult(UNTRIED, failing('out-of-time'), NOW)).toBe(UNTRIED);
  });

  test('that Jira didn’t answer waits, longer each time, and fails in the end', () => {
    const { row, waits } = triedAgain(failing('jira-unavailable'), 6);
    expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 480_000]);
    expect(row).toMatchObject({
      cells: UNTRIED.cells,
      result: { state: 'failed', reason: { code: 'jira-unavailable' } },
    });
    expect(row.waiting).toBeUndefined();
  });

  test('whose account is not found yet waits for minutes, and is given up in the end', () => {
    const { row, waits } = triedAgain(unfindable, 6);
    expect(waits.map((wait) => wait / MINUTE)).toEqual([5, 10, 20, 40, 80]);
    expect(row.result).toEqual({ state: 'failed', reason: { code: 'account-given-up' } });
  });

  test('that waited and is done says nothing of its waiting', () => {
    expect(applyResult(applyResult(UNTRIED, unfindable, NOW), made, NOW + 5 * MINUTE)).toEqual(
      applyResult(UNTRIED, made, NOW),
    );
  });

  test('stays one that was made here, when only a later try got through', () => {
    const half = invited(
      { state: 'failed', accountId: ADA, reason: reason('jira-busy'), steps: [accountStep('made')] },
      { isNewAccount: true },
    );
    const first = applyResult(UNTRIED, half, NOW);
    expect(first).toMatchObject({ waiting: { tries: 1 }, made: true });
    const later = invited({ accountId: ADA, steps: [accountStep('already')] });
    expect(applyResult(first, later, NOW + MINUTE).result?.account).toBe('made');
  });

  test('keeps no more than a piece of Jira’s own words', () => {
    const row = applyResult(UNTRIED, failing('rejected-by-jira', { detail: 'x'.repeat(300), count: 3 }), NOW);
    expect(row.result?.reason?.params).toEqual({ detail: `${'x'.repeat(60)}…`, count: 3 });
  });
});

describe('a row is ready', () => {
  const waiting: StoredRow = { ...UNTRIED, waiting: { tries: 1, dueAt: NOW, reason: reason('jira-busy') } };

  test.each<[string, StoredRow, number, boolean]>([
    ['when nobody tried it', UNTRIED, NOW, true],
    ['not before its time', waiting, NOW - 1, false],
    ['from its time on', waiting, NOW, true],
    ['never again once it has a result', { ...UNTRIED, result: { state: 'failed' } }, NOW, false],
  ])('%s', (_when, row, now, ready) => {
    expect(isReady(row, now)).toBe(ready);
  });
});

describe('beginning again', () => {
  const failed = applyResult(UNTRIED, failing('organization-unknown'), NOW);

  test('takes the result from rows that another try may mend', () => {
    expect(resetRetriable([failed])).toEqual([UNTRIED]);
  });

  test.each<[string, StoredRow]>([
    ['is done', applyResult(UNTRIED, made, NOW)],
    ['cannot be mended', applyResult(UNTRIED, failing('address-no-at'), NOW)],
    ['waits', applyResult(UNTRIED, unfindable, NOW)],
    ['was not tried', UNTRIED],
  ])('leaves alone what %s', (_what, row) => {
    expect(resetRetriable([row])).toEqual([row]);
  });

  test('remembers that an earlier try made the account', () => {
    const half = applyResult(
      UNTRIED,
      invited({ state: 'failed', reason: reason('organization-refused') }, { isNewAccount: true }),
      NOW,
    );
    expect(resetRetriable([half])).toEqual([{ ...UNTRIED, made: true }]);
  });

  test('gives a row all its waits anew', () => {
    const { row } = triedAgain(failing('jira-busy'), 6);
    const [again] = resetRetriable([row]);
    expect(again && applyResult(again, failing('jira-busy'), NOW).waiting).toMatchObject({ tries: 1 });
  });
});

test('only what is not done and has a reason that can be mended is retriable', () => {
  expect(isRetriable(undefined)).toBe(false);
  expect(isRetriable({ state: 'done', reason: { code: 'organization-gone' } })).toBe(false);
  expect(isRetriable({ state: 'failed' })).toBe(false);
  expect(isRetriable({ state: 'failed', reason: { code: 'address-no-at' } })).toBe(false);
  expect(isRetriable({ state: 'attention', reason: { code: 'account-choice' } })).toBe(true);
});

describe('a slice by number', () => {
  const rows = [
    UNTRIED,
    applyResult(UNTRIED, made, NOW),
    applyResult(UNTRIED, invited({ accountId: ADA, steps: [accountStep('already')] }), NOW),
    applyResult(UNTRIED, failing('domain-denied'), NOW),
    applyResult(UNTRIED, failing('address-no-at'), NOW),
    applyResult(UNTRIED, invited({ state: 'attention', reason: reason('account-choice') }), NOW),
    applyResult(UNTRIED, unfindable, NOW),
    applyResult(UNTRIED, failing('jira-busy'), NOW),
  ];

  test('counts each row once', () => {
    expect(summaryOf(rows)).toEqual({
      rows: 8,
      left: 3,
      waiting: 2,
      dueAt: NOW + 30_000,
      created: 1,
      existed: 1,
      attention: 1,
      failed: 2,
      retriable: { attention: 1, failed: 1 },
    });
  });

  test('has no time to wait for where nothing waits', () => {
    expect(summaryOf([UNTRIED])).not.toHaveProperty('dueAt');
  });

  test('is the same whatever the order of its rows', () => {
    expect(summaryOf([...rows].reverse())).toEqual(summaryOf(rows));
  });
});

describe('what is stored of a slice', () => {
  const wordy = (words: number): StoredRow =>
    applyResult(
      { ...UNTRIED, cells: ['ada@acme.example', 'x'.repeat(200)] },
      failing(
        'rejected-by-jira',
        Object.fromEntries(Array.from({ length: words }, (_, at) => [`w${at}`, 'y'.repeat(60)])),
      ),
      NOW,
    );

  test('is left as it is while it fits', () => {
    const rows = [wordy(3)];
    expect(truncateToFit(rows)).toBe(rows);
  });

  test('loses Jira’s own words, and nothing else, where it would not fit', () => {
    const waiting = applyResult(UNTRIED, failing('jira-busy', { detail: 'z' }), NOW);
    const rows = [...Array.from({ length: 447 }, () => wordy(6)), waiting];
    const kept = truncateToFit(rows);
    expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThan(235_000);
    expect(kept[0]).toEqual({
      ...wordy(0),
      result: { state: 'failed', reason: { code: 'rejected-by-jira' } },
    });
    expect(kept.at(-1)?.waiting).toEqual({ ...waiting.waiting, reason: { code: 'jira-busy' } });
    expect(summaryOf(kept)).toEqual(summaryOf(rows));
  });
});
