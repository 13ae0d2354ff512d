import { rowProblemWords } from '../../../../src/i18n/file-problem-words';
import type { Translate } from '../../../i18n/use-translate';
import type { PreviewRow } from '../file/reader';

/** Why a row of the preview is as it is, in one line; empty where there is nothing to say. */
export function whyWords(
  { kind, into, reason, problem, look, creates, typo }: PreviewRow,
  t: Translate,
): string {
  if (kind === 'skip') return t('import.row.joined', { line: into ?? 0 });
  if (problem) return rowProblemWords(problem, t);
  if (reason) return t.explain(reason);
  const parts = [
    typo ? t('ui.typo', typo) : '',
    look === undefined && kind === 'unchecked' ? t('import.row.not-looked-up') : '',
    look === 'unclear' ? t('import.row.unclear') : '',
    creates.length > 0 ? t('import.row.creates', { names: t.list(creates) }) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
