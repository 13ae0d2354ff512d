import type screens from './messages.en.json';
import reasons from './reasons.en.json';
import type { Reason } from '../domain/reason';

export type Params = Readonly<Record<string, string | number>>;
export type Messages = Readonly<Record<string, string>>;
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type StripPlural<K> = K extends `${infer Stem}.${PluralForm}` ? Stem : K;
export type MessageKey = StripPlural<keyof typeof screens | keyof typeof reasons>;

/** One language: its tag, and its words. */
export interface Catalogue {
  readonly locale: string;
  readonly messages: Messages;
}

/** All that the back end says: the words of its screens would only make it larger. */
const REASONS: Catalogue = { locale: 'en', messages: reasons };

/**
 * The words for a key, with `{places}` filled. Where `params` has a `count`, the form of that number is
 * taken (`key.one`, `key.other`).
 */
export function translate(catalogue: Catalogue, key: MessageKey, params: Params = {}): string {
  const words = catalogue.messages[formOf(catalogue, key, params)] ?? key;
  return words.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return typeof value === 'number'
      ? new Intl.NumberFormat(catalogue.locale).format(value)
      : (value ?? place);
  });
}

/** What is wrong, and what to do about it. Where details were not kept, the words that need none. */
export function describe(
  reason: Reason,
  catalogue: Catalogue = REASONS,
): { readonly message: string; readonly next?: string } {
  const full = translate(catalogue, `reason.${reason.code}`, reason.params);
  const short = catalogue.messages[`reason.${reason.code}.short`];
  const message = short !== undefined && HOLE.test(full) ? short : full;
  const nextKey = `reason.${reason.code}.next`;
  if (!(nextKey in catalogue.messages)) return { message };
  const next = translate(catalogue, nextKey as MessageKey, reason.params);
  return HOLE.test(next) ? { message } : { message, next };
}

/** A place that nothing fills. */
const HOLE = /\{\w+\}/;

function formOf(catalogue: Catalogue, key: string, params: Params): string {
  const count = params['count'];
  if (typeof count !== 'number') return key;
  const plural = `${key}.${new Intl.PluralRules(catalogue.locale).select(count)}`;
  if (plural in catalogue.messages) return plural;
  return `${key}.other` in catalogue.messages ? `${key}.other` : key;
}
