import { createTranslate } from '../i18n/use-translate';
import { ENGLISH } from '../../src/i18n/english';
import german from '../../src/i18n/messages.de.json';
import { importName } from './import-name';

const GERMAN = createTranslate({ locale: 'de', messages: german });

test('a file is called what it is called', () => {
  expect(importName('people.csv', GERMAN)).toBe('people.csv');
});

test.each(['', 'Pasted rows', 'Filas pegadas'])(
  'pasted rows, stored as %j, are in the reader’s words',
  (stored) => {
    expect(importName(stored, GERMAN)).toBe('Eingefügte Zeilen');
    expect(importName(stored, createTranslate(ENGLISH))).toBe('Pasted rows');
  },
);
