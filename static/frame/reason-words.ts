import type { ReasonCode } from '../../src/contract/reason';
import type { Params } from '../../src/contract/say';
import type { Words } from '../words/words';

/** Why, from its code alone: details are not kept, so that dots stand for those that are not `known`. */
export function reasonWords(code: ReasonCode, say: Words, known: Params = {}): string {
  return say
    .because({ code, params: known })
    .message.replace(/ \(\{\w+\}\)/g, '')
    .replace(/\{\w+\}/g, '…');
}
