import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useTranslate } from '../../i18n/use-translate';

/** Of a longer list, so many are shown at once. */
const AT_ONCE = 25;

/** The first of a list, and a button for more of it. */
export function useShowMore<T>(all: readonly T[]): {
  readonly shown: readonly T[];
  readonly more: ReactElement | undefined;
} {
  const t = useTranslate();
  const [count, setCount] = useState(AT_ONCE);
  const more = (
    <div>
      <Button onClick={() => setCount(count + AT_ONCE)}>{t('upkeep.more')}</Button>
    </div>
  );
  return { shown: all.slice(0, count), more: all.length > count ? more : undefined };
}
