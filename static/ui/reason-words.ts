import type { ReasonCode } from '../../src/domain/reason';
import type { Params } from '../../src/i18n/translate';
import type { Translate } from '../i18n/use-translate';

/** Why, from its code alone: details are not kept, so that dots stand for those that are not `known`. */
export function reasonWords(code: ReasonCode, t: Translate, known: Params = {}): string {
  return t
    .describe({ code, params: known })
    .message.replace(/ \(\{\w+\}\)/g, '')
    .replace(/\{\w+\}/g, '…');
}
