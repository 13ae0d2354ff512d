import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { AuthorityView, SelfTest } from '../../../src/contract/authority';
import Notice from '../../ui/notice';
import { useWords } from '../../i18n/words';

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
  const say = useWords();
  if (!selfTest) return <p className="plain-text">{say('admin.test.never')}</p>;
  const kind =
    selfTest.result === 'lacks-power' && authority.kind === 'delegate' ? 'delegate-lost' : selfTest.result;
  return (
    <div className="stack">
      <Notice kind={LOOK[selfTest.result]} title={say(`admin.test.${kind}.title`)}>
        {say(`admin.test.${kind}.body`)}
      </Notice>
      <Checks selfTest={selfTest} />
      <p className="quiet">{say('admin.test.at', { date: say.dateTime(selfTest.at) })}</p>
    </div>
  );
}

function Checks({ selfTest: { checks } }: { readonly selfTest: SelfTest }): ReactElement {
  const say = useWords();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('admin.checks.check')}</th>
          <th scope="col">{say('admin.checks.asked')}</th>
          <th scope="col">{say('admin.checks.answered')}</th>
          <th scope="col">{say('admin.checks.result')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ check, asked, answered, ok }) => (
          <tr key={check}>
            <td data-label={say('admin.checks.check')}>{say(`admin.check.${check}`)}</td>
            <td data-label={say('admin.checks.asked')} className="break">
              <code>{asked}</code>
            </td>
            <td data-label={say('admin.checks.answered')} className="break">
              {answered}
            </td>
            <td data-label={say('admin.checks.result')}>
              <Lozenge appearance={ok ? 'success' : 'removed'}>
                {say(ok ? 'admin.checks.ok' : 'admin.checks.not-ok')}
              </Lozenge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
