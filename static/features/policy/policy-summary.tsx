import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Policy } from '../../../src/domain/policy/policy';
import { useTranslate } from '../../i18n/use-translate';
import { policySummary } from './summary';
import { saverWords, useVersions } from './use-versions';

/** What holds, in sentences; who changed it last; and the way to the versions before. */
export function PolicySummary({
  policy,
  onVersions,
}: {
  readonly policy: Policy;
  readonly onVersions: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <section className="question stack-close" aria-labelledby="policy-summary">
      <h3 id="policy-summary" className="question-title">
        {t('policy.summary.title')}
      </h3>
      <p className="plain-text">{t.sentences(policySummary(policy, t))}</p>
      <div className="row">
        <LastChange version={policy.version} />
        <Button spacing="compact" appearance="subtle" onClick={onVersions}>
          {t('policy.versions.open')}
        </Button>
      </div>
    </section>
  );
}

/** Nothing where it is not known: the policy holds all the same. */
function LastChange({ version }: Pick<Policy, 'version'>): ReactElement | null {
  const t = useTranslate();
  const { loaded } = useVersions(version, 1);
  if (!loaded || 'error' in loaded) return null;
  const [newest] = loaded.list;
  if (newest?.version !== version || !newest.at || !newest.actor) return null;
  const name = saverWords(newest.actor, loaded.names, t);
  return <span className="quiet">{t('policy.changed.by', { name, date: t.date(newest.at) })}</span>;
}
