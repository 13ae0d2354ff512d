import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';

type Html = ReturnType<typeof html>;

/** Languages to look at the app in: those that it has, another whose country counts in its own way, and none. */
const OFFERED: Readonly<Record<string, string>> = {
  en_US: 'English (US)',
  en_UK: 'English (UK)',
  de_DE: 'Deutsch',
  fr_FR: 'Français',
  es_ES: 'Español',
  ja_JP: '日本語',
  pl_PL: 'Polski (the app has no words)',
};

/**
 * The language that the person chose in Jira, as Jira writes it: from the address, `?locale=de_DE`, which is
 * remembered. `undefined` where they chose none.
 */
export function chosenLocale(context: Context): string | undefined {
  const asked = context.req.query('locale');
  if (asked && isLocale(asked)) {
    setCookie(context, 'locale', asked, { sameSite: 'Strict', httpOnly: true });
    return asked;
  }
  const kept = getCookie(context, 'locale');
  return kept && isLocale(kept) ? kept : undefined;
}

/** Links that choose a language, for the first page. */
export function localePicker(chosen = 'en_US'): Html {
  return html`<p>
    Jira’s language:
    ${Object.entries(OFFERED).map(([locale, name]) =>
      locale === chosen
        ? html`<strong aria-current="true">${name}</strong> `
        : html`<a href="/?locale=${locale}" lang="${locale.slice(0, 2)}">${name}</a> `,
    )}
  </p>`;
}

function isLocale(text: string): boolean {
  return /^[a-z]{2}_[A-Z]{2}$/.test(text);
}
