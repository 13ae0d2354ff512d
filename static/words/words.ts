import { createContext, useContext, useMemo } from 'react';
import type { Reason } from '../../src/contract/reason';
import { ENGLISH } from '../../src/contract/english';
import { describe, say } from '../../src/contract/say';
import type { Catalogue, MessageKey, Params } from '../../src/contract/say';

/** The catalogue in which the page speaks. Other languages come as other catalogues; no component changes. */
const WordsContext = createContext<Catalogue>(ENGLISH);
export const WordsProvider = WordsContext.Provider;

export interface Words {
  (key: MessageKey, params?: Params): string;
  readonly because: (reason: Reason) => { readonly message: string; readonly next?: string };
  readonly dateTime: (iso: string) => string;
  readonly number: (value: number) => string;
}

/** The page's words, dates and reasons, in its language. */
export function useWords(): Words {
  const catalogue = useContext(WordsContext);
  return useMemo(() => {
    const dates = new Intl.DateTimeFormat(catalogue.locale, { dateStyle: 'medium', timeStyle: 'short' });
    const numbers = new Intl.NumberFormat(catalogue.locale);
    return Object.assign((key: MessageKey, params?: Params) => say(catalogue, key, params), {
      because: (reason: Reason) => describe(reason, catalogue),
      dateTime: (iso: string) => dates.format(new Date(iso)),
      number: (value: number) => numbers.format(value),
    });
  }, [catalogue]);
}
