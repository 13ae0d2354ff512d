import type { Words } from '../../../i18n/words';
import type { FileProblem, PreviewRow, RowProblem } from '../file/reader';

const MB = 1_000_000;

/** Why a file is not read, and what to do about it. */
export function fileProblemWords(problem: FileProblem, say: Words): string {
  switch (problem.problem) {
    case 'too-large':
      return say('import.problem.too-large', {
        size: Math.ceil(problem.bytes / MB),
        max: Math.floor(problem.max / MB),
      });
    case 'binary':
      return say(`import.problem.binary.${problem.kind === 'other' ? 'unknown' : problem.kind}`);
    case 'too-many-columns':
      return say('import.problem.too-many-columns', {
        line: problem.line,
        columns: problem.columns,
        max: problem.max,
      });
    case 'too-many-rows':
      return say('import.problem.too-many-rows', { line: problem.line, max: problem.max });
    case 'unclosed-quote':
    case 'stray-quote':
      return say(`import.problem.${problem.problem}`, { line: problem.line });
    case 'empty':
    case 'header-only':
    case 'unreadable':
      return say(`import.problem.${problem.problem}`);
  }
}

export function rowProblemWords(problem: RowProblem, say: Words): string {
  return say(`import.row.${problem}`);
}

/** Why a row of the preview is as it is, in one line; empty where there is nothing to say. */
export function whyWords({ kind, into, reason, problem, look, creates }: PreviewRow, say: Words): string {
  if (kind === 'skip') return say('import.row.joined', { line: into ?? 0 });
  if (problem) return rowProblemWords(problem, say);
  if (reason) return say.advice(reason);
  const parts = [
    look === undefined && kind === 'create' ? say('import.row.not-looked-up') : '',
    look === 'unclear' ? say('import.row.unclear') : '',
    creates.length > 0 ? say('import.row.creates', { names: say.list(creates) }) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
