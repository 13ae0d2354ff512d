import type { ReasonCode } from '../../src/domain/reason';
import type { Params } from '../../src/i18n/translate';
import type { Translate } from '../i18n/use-translate';

/** Why, from its code and the details that are `known`: stored entries keep no others. */
export function reasonWords(code: ReasonCode, t: Translate, known: Params = {}): string {
  return t.describe({ code, params: known }).message;
}
