import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { RuleTry } from '../../../src/contract/automation';
import type { DryRunResult } from '../../../src/contract/dry-run';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import type { Answered } from './try-answered';

type Would = NonNullable<DryRunResult['would']>;
type Asked = Pick<RuleTry, 'organization' | 'notify'>;

/** What a dry run found: what would happen first, then each question and its answer. */
export function TryAnswer({
  email,
  result: { checks, would },
  account,
  asked,
}: Answered & {
  /** What the author of a rule asked for; absent: nobody did yet. */
  readonly asked?: Asked | undefined;
}): ReactElement {
  const t = useTranslate();
  const stopped = checks.find(({ ok }) => !ok)?.reason;
  return (
    <div className="stack">
      {would ? (
        <Notice kind="success" title={t('try.would.title', { email })}>
          <div className="stack-close">
            <ul className="would-list">
              {wouldWords(would, account, asked, t).map((words) => (
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
  would: Would,
  account: string | undefined,
  asked: Asked | undefined,
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
  const mailed = would.account === 'create' ? mailOf(email, asked) : 'never';
  const ruled = organization
    ? t('try.organization', { name: organization.name })
    : t('try.organization.none');
  return [
    first,
    t('try.desk'),
    asked?.organization === undefined ? ruled : t('action.try.organization', { name: asked.organization }),
    t(`try.email.${mailed}`),
  ];
}

function mailOf(email: Would['email'], asked: Asked | undefined): Would['email'] {
  if (email !== 'choice' || !asked) return email;
  return asked.notify ? 'always' : 'never';
}
