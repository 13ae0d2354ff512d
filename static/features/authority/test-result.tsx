import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { AuthorityView, SelfTest } from '../../../src/contract/authority';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';

const LOOK = { waiting: 'information', 'lacks-power': 'error', unreachable: 'warning' } as const;

/** What the self-test found: a line where all is well. */
export function TestResult({
  view: { authority, selfTest },
}: {
  readonly view: AuthorityView;
}): ReactElement {
  const t = useTranslate();
  if (!selfTest) return <p className="plain-text">{t('admin.test.never')}</p>;
  const { result } = selfTest;
  const tested = <p className="quiet">{t('admin.test.at', { date: t.dateTime(selfTest.at) })}</p>;
  if (result === 'ready') {
    return (
      <>
        <p className="plain-text">{t('admin.test.ready.title')}</p>
        {tested}
      </>
    );
  }
  const kind = result === 'lacks-power' && authority.kind === 'delegate' ? 'delegate-lost' : result;
  return (
    <>
      <Notice kind={LOOK[result]} title={t(`admin.test.${kind}.title`)}>
        {t(`admin.test.${kind}.body`)}
      </Notice>
      {tested}
    </>
  );
}

/** What was asked, and what Jira said. */
export function TestChecks({ selfTest: { checks } }: { readonly selfTest: SelfTest }): ReactElement {
  const t = useTranslate();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('admin.checks.check')}</th>
          <th scope="col">{t('admin.checks.asked')}</th>
          <th scope="col">{t('admin.checks.answered')}</th>
          <th scope="col">{t('admin.checks.result')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ check, asked, answered, ok }) => (
          <tr key={check}>
            <td data-label={t('admin.checks.check')}>{t(`admin.check.${check}`)}</td>
            <td data-label={t('admin.checks.asked')} className="break">
              <code>{asked}</code>
            </td>
            <td data-label={t('admin.checks.answered')} className="break">
              {answered}
            </td>
            <td data-label={t('admin.checks.result')}>
              <Lozenge appearance={ok ? 'success' : 'removed'}>
                {t(ok ? 'admin.checks.ok' : 'admin.checks.not-ok')}
              </Lozenge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
