/** Edits that a typo takes: two only in longer texts, none in those so short that another word is as near. */
const SHORT_MAX = 4;
const LONG_MIN = 9;

/**
 * Whether two texts differ by what a hand does wrong: a letter more, less, other, or two swapped; twice in longer ones.
 * Equal texts are not nearly equal.
 */
export function isNearly(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  if (one === other || length <= SHORT_MAX) return false;
  return isWithinEdits(one, other, length >= LONG_MIN ? 2 : 1);
}

/**
 * Whether as many edits as allowed make one text of the other.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)
 */
export function isWithinEdits(one: string, other: string, max: number): boolean {
  if (Math.abs(one.length - other.length) > max) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
      );
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isSwapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      now.push(least);
    }
    if (Math.min(...now) > max) return false;
    [beforeLast, last] = [last, now];
  }
  return (last[other.length] ?? 0) <= max;
}
