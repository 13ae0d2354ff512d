import { catalogueFor } from '../i18n/languages';
import { selectWords } from './select-words';
import { createTranslate } from '../i18n/use-translate';

describe('what a list to choose from tells a screen reader', () => {
  test.each([
    ['select-option', 'Acme', 'Acme ausgewählt'],
    ['remove-value', 'Acme', 'Acme entfernt'],
    ['pop-value', 'Acme', 'Acme entfernt'],
    ['deselect-option', 'Acme', 'Acme entfernt'],
    ['pop-value', '', ''],
    ['clear', '', 'Auswahl aufgehoben'],
    ['initial-input-focus', 'Acme', ''],
  ])('when %s happens to “%s” is “%s”', async (action, label, told) => {
    const { ariaLiveMessages } = selectWords(createTranslate(await catalogueFor('de_DE')));
    expect(ariaLiveMessages.onChange({ action, label })).toBe(told);
  });

  test('is how much was found for what is typed', async () => {
    const { ariaLiveMessages, screenReaderStatus } = selectWords(
      createTranslate(await catalogueFor('de_DE')),
    );
    const resultsMessage = screenReaderStatus({ count: 1 });
    expect(ariaLiveMessages.onFilter({ inputValue: 'ac', resultsMessage })).toBe('1 Treffer für „ac“');
    expect(ariaLiveMessages.onFilter({ inputValue: '', resultsMessage })).toBe('');
  });
});
