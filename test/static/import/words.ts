import { ENGLISH } from '../../../src/contract/english';
import { wordsOf } from '../../../static/words/words';

/** The English words, as a screen has them. */
export const WORDS = wordsOf(ENGLISH);
