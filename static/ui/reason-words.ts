import type { ReasonCode } from '../../src/domain/reason';
import type { Params } from '../../src/i18n/translate';
import type { Words } from '../i18n/words';

/** Why, from its code alone: details are not kept, so that dots stand for those that are not `known`. */
export function reasonWords(code: ReasonCode, say: Words, known: Params = {}): string {
  return say
    .because({ code, params: known })
    .message.replace(/ \(\{\w+\}\)/g, '')
    .replace(/\{\w+\}/g, '…');
}
