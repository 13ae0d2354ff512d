import type { Translate } from '../../../i18n/use-translate';
import type { FileProblem, PreviewRow, RowProblem } from '../file/reader';

const MB = 1_000_000;

/** Why a file is not read, and what to do about it. */
export function fileProblemWords(problem: FileProblem, t: Translate): string {
  switch (problem.problem) {
    case 'too-large':
      return t('import.problem.too-large', {
        size: Math.ceil(problem.bytes / MB),
        max: Math.floor(problem.max / MB),
      });
    case 'binary':
      return t(`import.problem.binary.${problem.kind === 'other' ? 'unknown' : problem.kind}`);
    case 'too-many-columns':
      return t('import.problem.too-many-columns', {
        line: problem.line,
        columns: problem.columns,
        max: problem.max,
      });
    case 'too-many-rows':
      return t('import.problem.too-many-rows', { line: problem.line, max: problem.max });
    case 'unclosed-quote':
    case 'stray-quote':
      return t(`import.problem.${problem.problem}`, { line: problem.line });
    case 'empty':
    case 'header-only':
    case 'unreadable':
      return t(`import.problem.${problem.problem}`);
  }
}

export function rowProblemWords(problem: RowProblem, t: Translate): string {
  return t(`import.row.${problem}`);
}

/** Why a row of the preview is as it is, in one line; empty where there is nothing to say. */
export function whyWords({ kind, into, reason, problem, look, creates }: PreviewRow, t: Translate): string {
  if (kind === 'skip') return t('import.row.joined', { line: into ?? 0 });
  if (problem) return rowProblemWords(problem, t);
  if (reason) return t.explain(reason);
  const parts = [
    look === undefined && kind === 'create' ? t('import.row.not-looked-up') : '',
    look === 'unclear' ? t('import.row.unclear') : '',
    creates.length > 0 ? t('import.row.creates', { names: t.list(creates) }) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
