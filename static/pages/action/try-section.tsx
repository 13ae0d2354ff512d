import Button from '@atlaskit/button/new';
import { lazy, useState } from 'react';
import type { ReactElement } from 'react';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import { useTranslate } from '../../i18n/use-translate';
import { triedOf } from './draft';
import type { Draft } from './draft';

const TryRule = lazy(() => import('../../features/dry-run/try-rule'));

/** Tries the form out, without a rule that runs. */
export function TrySection({ draft }: { readonly draft: Draft }): ReactElement {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="stack" aria-label={t('try.title')}>
      <div>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('admin.step.hide') : t('action.try.open')}
        </Button>
      </div>
      {isOpen && (
        <Later fallback={<Loading />}>
          <TryRule asked={triedOf(draft)} />
        </Later>
      )}
    </section>
  );
}
