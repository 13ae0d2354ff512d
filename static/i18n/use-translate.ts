import { createContext, useContext } from 'react';
import type { Reason } from '../../src/domain/reason';
import { ENGLISH } from '../../src/i18n/english';
import { describe, translate } from '../../src/i18n/translate';
import type { Catalogue, MessageKey, Params } from '../../src/i18n/translate';
import { knownTimeZone } from './day';
import { isolated } from './isolate';

/** Whatever a page says: its words, and what becomes words only in some language, such as dates and lists. */
export interface Translate {
  (key: MessageKey, params?: Params): string;
  /** As Jira writes days and numbers there: `de-DE`. */
  readonly locale: string;
  /** The language of the words, `de`. */
  readonly language: string;
  /** Where the person lives, `Europe/Berlin`; nothing: as their browser has it. */
  readonly timeZone: string | undefined;
  readonly describe: (reason: Reason) => { readonly message: string; readonly next?: string };
  /** What is wrong and what to do about it, as one text. */
  readonly explain: (reason: Reason) => string;
  readonly date: (iso: string) => string;
  readonly dateTime: (iso: string) => string;
  readonly number: (value: number) => string;
  /** “Acme, Globex”. What is empty is left out. */
  readonly list: (items: readonly string[]) => string;
  /** Whole sentences, one after the other; what is empty is left out. */
  readonly sentences: (sentences: readonly string[]) => string;
}

/** The words of a page, in which no name turns what stands around it. */
export interface ScreenTranslate extends Translate {
  /** The same for text that leaves the page, into a file or onto the clipboard: names stand in it bare. */
  readonly plain: Translate;
}

/** The words of a catalogue, with moments as in the time zone. */
export function createTranslate(catalogue: Catalogue, timeZone?: string): ScreenTranslate {
  const plain = createPlain(catalogue, timeZone, (text) => text);
  return Object.assign(createPlain(catalogue, timeZone, isolated), { plain });
}

/** @param guard what becomes of text from outside that stands in a sentence. */
function createPlain(catalogue: Catalogue, timeZone: string | undefined, guard: (text: string) => string) {
  const zone = knownTimeZone(timeZone);
  const dates = new Intl.DateTimeFormat(catalogue.locale, { dateStyle: 'medium', timeZone: zone });
  const moments = new Intl.DateTimeFormat(catalogue.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  });
  const numbers = new Intl.NumberFormat(catalogue.locale);
  const guarded = (params: Params = {}): Params =>
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? guard(value) : value]),
    );
  const describeGuarded = (reason: Reason): ReturnType<Translate['describe']> =>
    describe(reason.params ? { ...reason, params: guarded(reason.params) } : reason, catalogue);
  const joined = (by: 'ui.list' | 'ui.sentences', parts: readonly string[]): string =>
    parts.filter((part) => part !== '').join(translate(catalogue, by));
  const sentences = (parts: readonly string[]): string => joined('ui.sentences', parts);
  return Object.assign((key: MessageKey, params?: Params) => translate(catalogue, key, guarded(params)), {
    locale: catalogue.locale,
    language: new Intl.Locale(catalogue.locale).language,
    timeZone: zone,
    describe: describeGuarded,
    explain: (reason: Reason) => {
      const { message, next = '' } = describeGuarded(reason);
      return sentences([message, next]);
    },
    date: (iso: string) => dates.format(new Date(iso)),
    dateTime: (iso: string) => moments.format(new Date(iso)),
    number: (value: number) => numbers.format(value),
    list: (items: readonly string[]) => joined('ui.list', items.map(guard)),
    sentences,
  });
}

const TranslateContext = createContext<ScreenTranslate>(createTranslate(ENGLISH));
export const TranslateProvider = TranslateContext.Provider;

/** The page's words, in the language of the person at it. */
export function useTranslate(): ScreenTranslate {
  return useContext(TranslateContext);
}
