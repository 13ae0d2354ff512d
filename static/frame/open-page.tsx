import '@atlaskit/css-reset';
import 'virtual:tokens.css';
import './page.css';
import { StrictMode } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ENGLISH } from '../../src/contract/english';
import { openScreen } from '../bridge/screen';
import type { Screen } from '../bridge/screen';
import { WordsProvider } from '../words/words';

/** Draws a page once Jira's colours are known, so that it does not flash. */
export async function openPage(page: (screen: Screen) => ReactElement): Promise<void> {
  const screen = await openScreen();
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element');
  document.documentElement.lang = ENGLISH.locale;
  createRoot(root).render(
    <StrictMode>
      <WordsProvider value={{ ...ENGLISH, locale: localeFor(screen.locale) }}>{page(screen)}</WordsProvider>
    </StrictMode>,
  );
}

/** The words are English; dates and numbers follow the user where that is English, too. */
function localeFor(locale: string): string {
  return locale.startsWith('en') ? locale : ENGLISH.locale;
}
