import Spinner from '@atlaskit/spinner';
import type { ReactElement } from 'react';
import { useWords } from '../i18n/words';

/** Stands where something will be. */
export function Loading(): ReactElement {
  const say = useWords();
  return (
    <div className="row">
      <Spinner label={say('ui.loading')} />
    </div>
  );
}
