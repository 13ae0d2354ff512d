import { durationWords } from './duration';
import { WORDS } from '../../../../test/fakes/sheet-words';

test.each([
  [0, 'about 1 second'],
  [59, 'about 59 seconds'],
  [59.6, 'about 1 minute'],
  [60, 'about 1 minute'],
  [3_540, 'about 59 minutes'],
  [3_599, 'about 1 h 0 min'],
  [3_600, 'about 1 h 0 min'],
  [7_199, 'about 2 h 0 min'],
])('%d seconds are “%s”', (seconds, words) => {
  expect(durationWords(seconds, WORDS)).toBe(words);
});
