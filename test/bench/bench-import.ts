import { measureImports } from './import';
import type { ImportRun } from './import';
import { measureInBrowser } from './import-browser';
import { LATENCY_MS } from './invitations';
import { atLeast, atMost, print, printTargets, table } from './table';

const MB = 1_000_000;
const BROWSER_ROWS = 100_000;

/** The import's figures, and what they must not pass. */
export async function benchImports(rows: number): Promise<void> {
  const browser = await measureInBrowser(BROWSER_ROWS);
  const { small, large, existing, scriptPerRow, ceiling } = await measureImports(rows);
  const perRow = (run: ImportRun): number => run.took / run.rows;
  print(
    `Measured on the local site with ${LATENCY_MS} ms a call and Jira’s documented limits, on Node ${process.versions.node}. It is no Atlassian cloud.`,
  );
  print(
    table(
      ['', 'rows a second', 'calls a row', 'storage operations a row', 'points a row', 'heap, MB'],
      [small, large, existing].map((run) => [
        run.what,
        (1000 / perRow(run)).toFixed(1),
        (run.calls / run.rows).toFixed(3),
        (run.storage / run.rows).toFixed(3),
        (run.points / run.rows).toFixed(2),
        (run.heap / MB).toFixed(0),
      ]),
    ),
  );
  const share = (1000 / perRow(large) / ceiling) * 100;
  const slower = (perRow(small) / perRow(large) - 1) * 100;
  printTargets([
    atMost('count', 'New customers: calls a row', large.calls / large.rows, 1.1, { digits: 3 }),
    atMost('count', 'New customers: storage operations a row', large.storage / large.rows, 0.1, {
      digits: 3,
    }),
    atMost('count', 'Customers who exist: calls a row', existing.calls / existing.rows, 2.2, { digits: 3 }),
    atLeast('time', 'Against the original script', scriptPerRow / perRow(large), 16, ' times'),
    atLeast('time', 'Of what 8 calls in flight allow', share, 70, ' %'),
    atMost('time', 'Time a row, small against large import', Math.abs(slower), 10, { unit: ' %', digits: 1 }),
    atMost('time', 'Back end: heap beyond what stays', Math.max(large.heap, existing.heap) / MB, 200, {
      unit: ' MB',
    }),
    atMost('time', '100,000 rows in Chromium: until their preview', browser.took / 1000, 5, {
      unit: ' s',
      digits: 1,
    }),
    atMost('time', '100,000 rows: longest task on the main thread', browser.longestTask, 200, {
      unit: ' ms',
    }),
    atMost('time', '100,000 rows: memory of the page’s process', browser.memory / MB, 400, { unit: ' MB' }),
  ]);
}
