import type { Words } from '../i18n/words';

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
export function selectWords(say: Words): SelectWords {
  return {
    ariaLiveMessages: {
      onChange: ({ action, label = '' }) => {
        if (action === 'clear') return say('select.cleared');
        if (label === '') return '';
        if (action === 'select-option') return say('select.chosen', { label });
        return REMOVING.has(action) ? say('select.removed', { label }) : '';
      },
      onFilter: ({ inputValue, resultsMessage }) =>
        inputValue === '' ? '' : say('select.found', { results: resultsMessage, text: inputValue }),
    },
    screenReaderStatus: ({ count }) => say('select.results', { count }),
  };
}

const REMOVING = new Set(['deselect-option', 'pop-value', 'remove-value']);
