import { rowProblemWords } from '../../../src/i18n/file-problem-words';
import type { Translate } from '../../i18n/use-translate';
import { placesWords, stayingWords } from '../removal/places-words';
import type { Looked } from './use-leavers';

/** The places that the customer would be removed from. */
export function removesWords({ look }: Looked, t: Translate): string {
  return look?.kind === 'one' ? t.list(placesWords(look.removes, t)) : '';
}

/** What stays, or why nothing is removed, and of whom the account is deactivated; empty where there is nothing to say. */
export function staysWords({ look, reason, problem }: Looked, t: Translate): string {
  if (problem) return rowProblemWords(problem, t);
  if (reason) return t.explain(reason);
  if (look?.kind === 'not') return t.explain(look.reason);
  return t.sentences([
    look?.isInactive ? t('leavers.inactive') : '',
    ...(look?.stays ?? []).map((place) => stayingWords(place, '', t)),
  ]);
}
