import { ENGLISH } from '../../src/i18n/english';
import { wordsOf } from '../../static/i18n/words';

/** The English words, as a screen has them. */
export const WORDS = wordsOf(ENGLISH);
