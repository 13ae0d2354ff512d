import { ENGLISH } from '../../../src/contract/english';
import { describe as inWords, say } from '../../../src/contract/say';
import type { MessageKey, Params } from '../../../src/contract/say';
import type { Reason } from '../../../src/contract/reason';
import type { Words } from '../../../static/words/words';

/** The English words, as a screen has them. */
export const WORDS: Words = Object.assign((key: MessageKey, params?: Params) => say(ENGLISH, key, params), {
  because: (reason: Reason) => inWords(reason),
  dateTime: (iso: string) => iso,
  number: String,
});
