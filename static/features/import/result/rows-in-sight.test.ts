import fc from 'fast-check';
import { drawnHeight, rowsInSight } from './rows-in-sight';

const scroll = fc
  .record({
    count: fc.integer({ min: 1, max: 1_000_000 }),
    rowHeight: fc.integer({ min: 20, max: 140 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ count, rowHeight, part }) => {
    const height = Math.min(440, count * rowHeight);
    const scrolled = part * Math.max(0, drawnHeight({ count, rowHeight }) - height);
    return { count, rowHeight, height, scrolled };
  });

test('whatever is in sight is covered by rows, however many there are', () => {
  fc.assert(
    fc.property(scroll, (each) => {
      const { from, to, top } = rowsInSight(each);
      expect(top).toBeLessThanOrEqual(each.scrolled + 1e-6);
      expect(top + (to - from) * each.rowHeight).toBeGreaterThanOrEqual(each.scrolled + each.height - 1e-6);
    }),
  );
});

test('only few rows are drawn, all of them rows that there are', () => {
  fc.assert(
    fc.property(scroll, (each) => {
      const { from, to } = rowsInSight(each);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(each.count);
      expect(to - from).toBeLessThanOrEqual(Math.ceil(each.height / each.rowHeight) + 42);
    }),
  );
});

test('the first row is seen at the top and the last one at the bottom', () => {
  fc.assert(
    fc.property(scroll, ({ count, rowHeight, height }) => {
      const end = drawnHeight({ count, rowHeight }) - height;
      expect(rowsInSight({ count, rowHeight, height, scrolled: 0 }).from).toBe(0);
      const { from, to, top } = rowsInSight({ count, rowHeight, height, scrolled: end });
      expect(to).toBe(count);
      expect(top + (to - from) * rowHeight).toBeCloseTo(end + height, 3);
    }),
  );
});

test('100,000 rows stand where they would without any trick', () => {
  const { from, top } = rowsInSight({ count: 100_000, rowHeight: 56, height: 440, scrolled: 56 * 50_000 });
  expect(top).toBe(from * 56);
});
