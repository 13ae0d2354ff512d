import type { Translate } from '../i18n/use-translate';

/** What pasted rows are called in imports that were stored before their name was left empty. */
const PASTED: readonly string[] = [
  'Pasted rows',
  'Eingefügte Zeilen',
  'Lignes collées',
  'Filas pegadas',
  '貼り付けた行',
];

/** What an import is called: its file, or in the reader's language that its rows were pasted. */
export function importName(fileName: string, t: Translate): string {
  return fileName === '' || PASTED.includes(fileName) ? t('import.pasted') : fileName;
}
