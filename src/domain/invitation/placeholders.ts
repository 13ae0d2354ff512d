/**
 * What forms, spreadsheets and databases write where there is nothing, in the languages of the screens: `N/A`, `#NV`, `-`,
 * `(null)`, `keine Angabe`, `néant`, `該当なし`.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  [
    ...[
      'n/a',
      '#n/a',
      'n.a.',
      'n. a.',
      'not applicable',
      'not available',
      'none',
      '(none)',
      '<none>',
      '[none]',
      'nil',
    ],
    ...[
      'null',
      '(null)',
      '<null>',
      '[null]',
      '\\n',
      'nan',
      'undefined',
      'blank',
      '(blank)',
      'empty',
      '(empty)',
      'no data',
    ],
    ...['#ref!', '#value!', '#name?', '#div/0!', '#null!', '#num!', '#error!', '#spill!', '#calc!'],
    ...[
      '#nv',
      '#bezug!',
      '#wert!',
      '#name',
      'k.a.',
      'k. a.',
      'k/a',
      'keine',
      'keine angabe',
      'keiner',
      'nicht zutreffend',
    ],
    ...['entfällt', 'leer', '(leer)', 'ohne'],
    ...[
      '#n/d',
      'n/d',
      'n.d.',
      'n. d.',
      's/o',
      's.o.',
      'sans objet',
      'néant',
      'aucun',
      'aucune',
      'non applicable',
      'vide',
    ],
    ...['non renseigné', 'non disponible', '(vide)'],
    ...[
      'no aplica',
      'no disponible',
      'ninguno',
      'ninguna',
      's/d',
      'sin datos',
      'vacío',
      '(vacío)',
      '#¿nombre?',
      '#¡ref!',
    ],
    ...['なし', '無し', '無', '該当なし', '該当無し', '未設定', '未入力', '不明', '空白'],
  ].map((text) => text.normalize('NFC')),
);
/** Dashes, dots, question marks and their like alone. */
const MARKS_ONLY = /^[-–—―_.…·?？*×/\\－ー―]+$/u;

/** Most names are longer, and need not be folded. */
const LONGEST = Math.max(...[...PLACEHOLDERS].map((text) => text.length));

/** Whether a cell says that there is nothing: no name and no organization is called so. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (MARKS_ONLY.test(trimmed)) return true;
  return trimmed.length <= LONGEST && PLACEHOLDERS.has(trimmed.normalize('NFC').toLowerCase());
}

/** The same for half of a name: Null, None and Na are surnames, too, and are written as such. */
export function isNamePlaceholder(text: string): boolean {
  return isPlaceholder(text) && !/^\p{Lu}\p{Ll}+$/u.test(text.trim());
}
