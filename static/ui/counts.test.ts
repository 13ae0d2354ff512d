import { ENGLISH } from '../../src/i18n/english';
import { createTranslate } from '../i18n/use-translate';
import { countWords } from './counts';

const t = createTranslate(ENGLISH);

test.each([
  [{ invited: 1, attention: 0, failed: 0 }, '1 invited'],
  [{ invited: 2, attention: 1, failed: 3 }, '2 invited, 1 needs attention, 3 failed'],
  [{ created: 11_876, existed: 4, attention: 2 }, '11,876 created, 4 already existed, 2 need attention'],
  [{ created: 0, existed: 0 }, ''],
])('of %j, what there is none of is left out', (counts, words) => {
  expect(countWords(counts, t)).toBe(words);
});
