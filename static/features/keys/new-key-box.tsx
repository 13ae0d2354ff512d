import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { NewKey } from '../../../src/contract/api-key';
import { CopyField } from '../../ui/copy-field';
import { useTranslate } from '../../i18n/use-translate';
import { curlCommand, KEY_VARIABLE } from './curl-command';
import type { KeyProject } from './key-place';

/** The whole key, this once, and a request to try it with. */
export function NewKeyBox({
  made: { key, secret, address },
  projects,
  onClose,
}: {
  readonly made: NewKey;
  readonly projects: readonly KeyProject[];
  readonly onClose: () => void;
}): ReactElement {
  const t = useTranslate();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [secret]);

  const [first] = key.projects;
  const project = projects.find(({ projectId }) => projectId === first)?.key ?? first ?? '';
  return (
    <section className="once stack" aria-labelledby="once-title" aria-describedby="once-warning">
      <div className="stack-close">
        <h3 id="once-title" className="once-title" ref={title} tabIndex={-1}>
          {t('keys.once.title', { name: key.name })}
        </h3>
        <p id="once-warning" className="plain-text">
          <strong>{t('keys.once.warning')}</strong> {t('keys.once.keep')}
        </p>
        {key.overlapUntil && (
          <p className="plain-text">{t('keys.once.overlap', { date: t.dateTime(key.overlapUntil) })}</p>
        )}
      </div>
      <CopyField
        id="once-secret"
        label={t('keys.once.secret')}
        copyLabel={t('keys.once.secret.copy')}
        text={secret}
      />
      <CopyField
        id="once-curl"
        label={t('keys.once.curl')}
        copyLabel={t('keys.once.curl.copy')}
        text={curlCommand({ address, project, domain: key.domains[0] })}
      />
      <p className="quiet">{t('keys.once.curl.help', { variable: KEY_VARIABLE })}</p>
      <div>
        <Button appearance="primary" onClick={onClose}>
          {t('keys.once.close')}
        </Button>
      </div>
    </section>
  );
}
