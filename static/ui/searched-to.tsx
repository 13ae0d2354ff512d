import Spinner from '@atlaskit/spinner';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/words';

/** How far a search has come that goes on by itself. Nobody is told aloud every two seconds. */
export function SearchedTo({ date }: { readonly date: string }): ReactElement {
  const say = useWords();
  return (
    <span className="quiet">
      <Spinner size="xsmall" label={say('ui.loading')} />{' '}
      {say('audit.searching', { date: say.dateTime(date) })}
    </span>
  );
}
