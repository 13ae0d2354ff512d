import { ENGLISH } from '../../src/i18n/english';
import type { Catalogue, Messages } from '../../src/i18n/translate';

type File = Promise<{ readonly default: Messages }>;

/**
 * The languages besides English, each with its words: scripts of their own, of which a page loads one language's at
 * most. English comes with the page, as it stands in wherever another language has no words.
 */
const CATALOGUES = {
  de: () => joined(import('../../src/i18n/messages.de.json'), import('../../src/i18n/reasons.de.json')),
  es: () => joined(import('../../src/i18n/messages.es.json'), import('../../src/i18n/reasons.es.json')),
  fr: () => joined(import('../../src/i18n/messages.fr.json'), import('../../src/i18n/reasons.fr.json')),
  ja: () => joined(import('../../src/i18n/messages.ja.json'), import('../../src/i18n/reasons.ja.json')),
} satisfies Readonly<Record<string, () => Promise<Messages>>>;

type Language = keyof typeof CATALOGUES;

/**
 * The words for a locale as Jira tells it, `de_DE`: those of its language, else English ones.
 *
 * Dates and numbers are written as in the person's country, but in the language of the words: `de-AT`, and `en-PL` for
 * a person in Poland. Where the script with a language cannot be loaded, the page speaks English rather than not at
 * all.
 */
export async function catalogueFor(told: string): Promise<Catalogue> {
  const locale = localeOf(told);
  if (locale && isLanguage(locale.language)) {
    const words = await CATALOGUES[locale.language]().catch(() => undefined);
    if (words) return { locale: locale.toString(), messages: { ...ENGLISH.messages, ...words } };
  }
  return { ...ENGLISH, locale: englishIn(locale?.region) };
}

/** Jira writes `en_UK` and `de_DE`, browsers `en-GB` and `de-DE`. */
function localeOf(told: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(told.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
}

function englishIn(region: string | undefined): string {
  return region ? `${ENGLISH.locale}-${region}` : ENGLISH.locale;
}

function isLanguage(language: string): language is Language {
  return language in CATALOGUES;
}

async function joined(screens: File, reasons: File): Promise<Messages> {
  const [{ default: said }, { default: why }] = await Promise.all([screens, reasons]);
  return { ...said, ...why };
}
