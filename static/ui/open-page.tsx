import '@atlaskit/css-reset';
import 'virtual:tokens.css';
import './page.css';
import { StrictMode } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { openScreen } from '../platform/screen';
import type { Screen } from '../platform/screen';
import { catalogueFor } from '../i18n/languages';
import { TranslateProvider, createTranslate } from '../i18n/use-translate';

/** Draws a page once Jira's colours and the person's language are known, so that it does not flash. */
export async function openPage(page: (screen: Screen) => ReactElement): Promise<void> {
  const screen = await openScreen();
  const words = createTranslate(await catalogueFor(screen.locale), screen.timeZone);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root element');
  document.documentElement.lang = words.language;
  createRoot(root).render(
    <StrictMode>
      <TranslateProvider value={words}>{page(screen)}</TranslateProvider>
    </StrictMode>,
  );
}
