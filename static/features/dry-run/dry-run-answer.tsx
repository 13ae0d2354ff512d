import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { DryRunResult } from '../../../src/contract/dry-run';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';

/** What a dry run found: what would happen first, then each question and its answer. */
export function TryAnswer({
  email,
  result: { checks, would },
  account,
}: {
  readonly email: string;
  readonly result: DryRunResult;
  readonly account: string | undefined;
}): ReactElement {
  const t = useTranslate();
  const stopped = checks.find(({ ok }) => !ok)?.reason;
  return (
    <div className="stack">
      {would ? (
        <Notice kind="success" title={t('try.would.title', { email })}>
          <div className="stack-close">
            <ul className="would-list">
              {wouldWords(would, account, t).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
            <p className="plain-text">{t('try.nothing')}</p>
          </div>
        </Notice>
      ) : (
        <Notice kind="warning" title={t('try.refused.title', { email })}>
          <div className="stack-close">
            {stopped && <p className="plain-text">{t.explain(stopped)}</p>}
            <p className="plain-text">{t('try.nothing')}</p>
          </div>
        </Notice>
      )}
      <ul className="plain-list check-list" aria-label={t('try.checks')}>
        {checks.map(({ check, ok }) => (
          <li key={check} className="row">
            <Lozenge appearance={ok ? 'success' : 'removed'}>{t(ok ? 'try.yes' : 'try.no')}</Lozenge>
            <span>{t(`try.check.${check}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function wouldWords(
  would: NonNullable<DryRunResult['would']>,
  account: string | undefined,
  t: Translate,
): readonly string[] {
  const { organization, candidates = [], email } = would;
  const first =
    would.account === 'exists'
      ? t('try.account.exists', { name: account ?? t('admin.person.unknown') })
      : would.account === 'choose'
        ? t('try.account.choose', { names: t.list(candidates.map(({ displayName }) => displayName)) })
        : t('try.account.create');
  // Jira mails only with an account that it creates.
  const mailed = would.account === 'create' ? email : 'never';
  return [
    first,
    t('try.desk'),
    organization ? t('try.organization', { name: organization.name }) : t('try.organization.none'),
    t(`try.email.${mailed}`),
  ];
}
