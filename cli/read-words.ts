import type { GuessedBy } from '../src/domain/file/guess-columns';
import type { ReadPerson } from '../src/domain/file/read-people';
import type { Reading } from '../src/domain/file/table';
import type { Columns } from '../src/domain/invitation/import-row';

export interface ShownPerson extends Omit<ReadPerson, 'problem'> {
  readonly problem: { readonly code: string; readonly message: string; readonly next?: string } | undefined;
}

/** A file as Guestlist reads it. */
export interface ReadFile {
  readonly reading: Reading;
  readonly columns: Columns;
  readonly people: readonly ShownPerson[];
  readonly notes: readonly string[];
}

/** For programs; what is missing is null. */
export function readAsJson({ reading, columns, people, notes }: ReadFile): unknown {
  const { encoding, encodingCertain, encodings, form, delimiter, headed, header } = reading;
  return {
    encoding,
    encodingCertain,
    encodings,
    delimiter: form === 'list' ? null : delimiter,
    header: headed,
    columns: header.map((name, index) => ({ name, use: columns[index] ?? null })),
    people: people.map(({ line, email, displayName, organizations, endsAt, problem }) => ({
      line,
      email,
      name: displayName || null,
      organizations,
      endsAt: endsAt || null,
      problem: problem ? { code: problem.code, message: problem.message, next: problem.next ?? null } : null,
    })),
    notes,
  };
}

const WHY: Readonly<Record<GuessedBy, string>> = {
  exact: 'by its name',
  words: 'by words of its name',
  content: 'by what stands in it',
};
const DELIMITER_WORDS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const;

/** For a person at a terminal. */
export function readAsText({ reading, columns, people, notes }: ReadFile): string {
  const { encoding, encodingCertain, encodings, form, delimiter, headed, header, guess, guessedBy } = reading;
  const surety = encodingCertain ? '' : ` (a guess; others: ${encodings.join(', ')})`;
  const shape =
    form === 'list'
      ? 'a list'
      : `a table, cells apart by ${DELIMITER_WORDS[delimiter]}, ${headed ? 'with' : 'without'} a header`;
  const used = header.flatMap((name, index) => {
    const use = columns[index];
    const by = use === guess[index] ? guessedBy[index] : undefined;
    return use ? [`  ${name || `column ${index + 1}`}: ${use}${by ? `, ${WHY[by]}` : ''}`] : [];
  });
  const bad = people.filter(({ problem }) => problem).length;
  return [
    `${encoding}${surety}; ${shape}`,
    ...(form === 'list' ? [] : used),
    ...people.map(personAsText),
    ...notes,
    `${people.length} people, ${bad} with a problem.`,
    '',
  ].join('\n');
}

function personAsText({ line, email, displayName, organizations, endsAt, problem }: ShownPerson): string {
  const said = [email || '–', displayName, organizations.join('; '), endsAt && `until ${endsAt}`];
  const why = problem ? `\n    ${problem.code}: ${problem.message} ${problem.next ?? ''}`.trimEnd() : '';
  return `line ${line}: ${said.filter((text) => text !== '').join(' | ')}${why}`;
}
