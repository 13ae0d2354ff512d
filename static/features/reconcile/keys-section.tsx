import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { StaleKey } from '../../../src/contract/reconcile';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';

/** API keys without a use for long. */
export function KeysSection({
  keys,
  onKeys,
}: {
  readonly keys: readonly StaleKey[];
  readonly onKeys: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <section className="stack" aria-labelledby="upkeep-keys-title">
      <h3 id="upkeep-keys-title" className="section-title" tabIndex={-1}>
        {t('upkeep.keys.title')}
      </h3>
      {keys.length === 0 ? (
        <p className="plain-text">{t('upkeep.keys.none')}</p>
      ) : (
        <>
          <p className="plain-text measure">{t('upkeep.keys.intro')}</p>
          <ul className="plain-list upkeep-list">
            {keys.map(({ id, name, createdAt, lastUsedAt }) => (
              <li key={id}>
                <div>
                  <strong className="break">
                    <Given>{name}</Given>
                  </strong>
                  <br />
                  <span className="quiet">
                    {lastUsedAt
                      ? t('upkeep.keys.used', { date: t.date(lastUsedAt) })
                      : t('upkeep.keys.never', { date: t.date(createdAt) })}
                  </span>
                </div>
              </li>
            ))}
          </ul>
          <div>
            <Button onClick={onKeys}>{t('upkeep.keys.go')}</Button>
          </div>
        </>
      )}
    </section>
  );
}
