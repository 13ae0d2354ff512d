import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { AuthorityView, SelfTest } from '../../../src/contract/authority';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';

const LOOK = {
  ready: 'success',
  waiting: 'information',
  'lacks-power': 'error',
  unreachable: 'warning',
} as const;

/** What the self-test found: the plain answer first, then what was asked and what Jira said. */
export function TestResult({
  view: { authority, selfTest },
}: {
  readonly view: AuthorityView;
}): ReactElement {
  const t = useTranslate();
  if (!selfTest) return <p className="plain-text">{t('admin.test.never')}</p>;
  const kind =
    selfTest.result === 'lacks-power' && authority.kind === 'delegate' ? 'delegate-lost' : selfTest.result;
  return (
    <div className="stack">
      <Notice kind={LOOK[selfTest.result]} title={t(`admin.test.${kind}.title`)}>
        {t(`admin.test.${kind}.body`)}
      </Notice>
      <Checks selfTest={selfTest} />
      <p className="quiet">{t('admin.test.at', { date: t.dateTime(selfTest.at) })}</p>
    </div>
  );
}

function Checks({ selfTest: { checks } }: { readonly selfTest: SelfTest }): ReactElement {
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
