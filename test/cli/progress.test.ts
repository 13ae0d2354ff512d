import { showProgress } from '../../cli/progress';

function shown(total: number, steps: readonly number[], columns: number | undefined): string {
  let written = '';
  const progress = showProgress(total, { note: (text) => void (written += text), columns });
  steps.forEach(progress.step);
  progress.end();
  return written;
}

test('a terminal shows a bar that grows in its place', () => {
  expect(shown(100, [0, 50, 100], 80)).toBe(
    `\r[${'.'.repeat(30)}] 0 of 100\r[${'#'.repeat(15)}${'.'.repeat(15)}] 50 of 100\r[${'#'.repeat(30)}] 100 of 100\n`,
  );
});

test('the bar never wraps into the next line', () => {
  const [, bar = ''] = shown(100, [50], 20).split('\r');
  expect(bar.trimEnd().length).toBeLessThan(20);
});

test('a log gets one line for each tenth at most, and the last one', () => {
  const steps = Array.from({ length: 1000 }, (_, index) => index + 1);
  const lines = shown(1000, steps, undefined).trim().split('\n');
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe('1000 of 1000');
});
