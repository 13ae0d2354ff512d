import path from 'node:path';
import english from '../src/i18n/messages.en.json';
import reasons from '../src/i18n/reasons.en.json';
import { keysIn, sourcesFrom } from './used-words.mts';

const page = (name: string) => keysIn(sourcesFrom(path.resolve(__dirname, `pages/${name}/main.tsx`)));

describe('the words of a page', () => {
  test('are those that its modules say, also later, and their plural forms', () => {
    const says = keysIn(["t('results.title')", 't(`import.state.${state}`)', "t('import.start', { count })"]);
    expect(
      ['results.title', 'results.copy', 'import.state.running', 'import.start.one', 'import.started'].map(
        says,
      ),
    ).toEqual([true, false, true, true, false]);
  });

  test('are not those of other pages', () => {
    const says = page('invite');
    expect(['invite.submit', 'history.title', 'import.preview.title', 'ui.retry'].map(says)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['policy.review', 'keys.form.title', 'upkeep.title', 'try.title'].map(says)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test.each(['invite', 'admin', 'project', 'issue', 'organization', 'action'])(
    'on the page %s leave no reason out',
    (name) => {
      const says = page(name);
      expect(Object.keys(reasons).filter((key) => !says(key))).toEqual([]);
    },
  );

  test('are on no page only where nobody says them at all', () => {
    const pages = ['invite', 'admin', 'project', 'issue', 'organization', 'action'].map(page);
    expect(Object.keys(english).filter((key) => !pages.some((says) => says(key)))).toEqual([]);
  });
});
