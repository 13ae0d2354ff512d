import type { Translate } from '../i18n/use-translate';

interface SelectWords {
  readonly ariaLiveMessages: {
    readonly onChange: (change: { readonly action: string; readonly label?: string }) => string;
    readonly onFilter: (filter: { readonly inputValue: string; readonly resultsMessage: string }) => string;
  };
  readonly screenReaderStatus: (shown: { readonly count: number }) => string;
}

/**
 * What Atlaskit's Select tells a screen reader; by itself it tells it in English. “Loading.” and “No options.” are
 * English still: the component takes no other words for them.
 */
export function selectWords(t: Translate): SelectWords {
  return {
    ariaLiveMessages: {
      onChange: ({ action, label = '' }) => {
        if (action === 'clear') return t('select.cleared');
        if (label === '') return '';
        if (action === 'select-option') return t('select.chosen', { label });
        return REMOVING.has(action) ? t('select.removed', { label }) : '';
      },
      onFilter: ({ inputValue, resultsMessage }) =>
        inputValue === '' ? '' : t('select.found', { results: resultsMessage, text: inputValue }),
    },
    screenReaderStatus: ({ count }) => t('select.results', { count }),
  };
}

const REMOVING = new Set(['deselect-option', 'pop-value', 'remove-value']);
