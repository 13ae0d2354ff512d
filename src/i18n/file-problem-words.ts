import type { FileProblem, RowProblem } from '../domain/file/reading';
import type { MessageKey, Params } from './translate';

const MB = 1_000_000;

type Say = (key: MessageKey, params?: Params) => string;

/** Why a file is not read, and what to do about it. */
export function fileProblemWords(problem: FileProblem, t: Say): string {
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
    case 'row-too-long':
    case 'unclosed-quote':
    case 'stray-quote':
      return t(`import.problem.${problem.problem}`, { line: problem.line });
    case 'empty':
    case 'header-only':
    case 'unreadable':
      return t(`import.problem.${problem.problem}`);
  }
}

/** Why a row is not sent, and what to do about it. */
export function rowProblemWords(problem: RowProblem, t: Say): string {
  return t(`import.row.${problem}`);
}
