import screens from './messages.en.json';
import reasons from './reasons.en.json';
import type { Catalogue } from './translate';

/** All words in English. */
export const ENGLISH: Catalogue = { locale: 'en', messages: { ...screens, ...reasons } };
