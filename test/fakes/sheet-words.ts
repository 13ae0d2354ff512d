import { ENGLISH } from '../../src/i18n/english';
import { createTranslate } from '../../static/i18n/use-translate';

/** The English words, as a screen has them. */
export const WORDS = createTranslate(ENGLISH);
