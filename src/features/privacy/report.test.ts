import { REPORT_MAX } from '../../platform/jira/report-accounts';
import { reportLedger } from './report';
import type { LedgerAccount } from './store/account-ledger';
import type { Store } from '../stores';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { accountId } from '../../../test/fakes/ids';
import { fakeStore } from '../../../test/fakes/store';

const persons = (count: number): LedgerAccount[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `person:1:${index}`,
    accountId: accountId(`qm:${index}`),
    at: START,
    until: START + 1,
  }));

/** Runs a report over these pages. @returns the size of each report, and who was noted as reported. */
async function run(
  pages: LedgerAccount[][],
  { minutes = 1, report }: { minutes?: number; report?: () => Promise<[]> } = {},
): Promise<{ sizes: number[]; noted: string[] }> {
  const sizes: number[] = [];
  const noted: string[] = [];
  const clock = new VirtualClock();
  const empty = fakeStore();
  const store: Store = {
    ...empty,
    apiKeys: { ...empty.apiKeys, list: () => Promise.resolve([]) },
    persons: {
      due: (_now, max) => Promise.resolve((pages.shift() ?? []).slice(0, max)),
      reported: (reported) => Promise.resolve(void noted.push(...reported.map(({ key }) => key))),
      eraseAccount: () => Promise.resolve(),
    },
  };
  await reportLedger(clock.now() + minutes * 60_000, {
    store,
    clock,
    report: async (accounts) => {
      sizes.push(accounts.length);
      await clock.sleep(1000);
      return report ? report() : [];
    },
  });
  return { sizes, noted };
}

test('goes on, 90 at a time, until nobody is due', async () => {
  const last = persons(REPORT_MAX + 1).slice(REPORT_MAX);
  expect((await run([persons(REPORT_MAX), last])).sizes).toEqual([REPORT_MAX, 1]);
});

test('reports nobody twice in one run, though storage still gives out what was noted', async () => {
  const { sizes, noted } = await run([persons(2), persons(2), persons(2)]);
  expect(sizes).toEqual([2]);
  expect(noted).toEqual(['person:1:0', 'person:1:1']);
});

test('begins nothing that it could not end in time', async () => {
  expect((await run([persons(1)], { minutes: 0.1 })).sizes).toEqual([]);
});

test('notes nobody as reported where Atlassian does not take the report', async () => {
  await expect(run([persons(1)], { report: () => Promise.reject(new Error('429')) })).rejects.toThrow('429');
});
