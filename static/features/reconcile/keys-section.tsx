import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { StaleKey } from '../../../src/contract/reconcile';
import { Given } from '../../ui/given';
import { useWords } from '../../i18n/words';

/** API keys that nobody has used for long. */
export function KeysSection({
  keys,
  onKeys,
}: {
  readonly keys: readonly StaleKey[];
  readonly onKeys: () => void;
}): ReactElement {
  const say = useWords();
  return (
    <section className="stack" aria-labelledby="upkeep-keys-title">
      <h3 id="upkeep-keys-title" className="section-title">
        {say('upkeep.keys.title')}
      </h3>
      {keys.length === 0 ? (
        <p className="plain-text">{say('upkeep.keys.none')}</p>
      ) : (
        <>
          <p className="plain-text measure">{say('upkeep.keys.intro')}</p>
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
                      ? say('upkeep.keys.used', { date: say.date(lastUsedAt) })
                      : say('upkeep.keys.never', { date: say.date(createdAt) })}
                  </span>
                </div>
              </li>
            ))}
          </ul>
          <div>
            <Button onClick={onKeys}>{say('upkeep.keys.go')}</Button>
          </div>
        </>
      )}
    </section>
  );
}
