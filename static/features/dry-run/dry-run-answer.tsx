import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { TryResult } from '../../../src/contract/dry-run';
import Notice from '../../ui/notice';
import { useWords } from '../../i18n/words';
import type { Words } from '../../i18n/words';

/** What a dry run found: what would happen first, then each question and its answer. */
export function TryAnswer({
  email,
  result: { checks, would },
  account,
}: {
  readonly email: string;
  readonly result: TryResult;
  readonly account: string | undefined;
}): ReactElement {
  const say = useWords();
  const stopped = checks.find(({ ok }) => !ok)?.reason;
  return (
    <div className="stack">
      {would ? (
        <Notice kind="success" title={say('try.would.title', { email })}>
          <div className="stack-close">
            <ul className="would-list">
              {wouldWords(would, account, say).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
            <p className="plain-text">{say('try.nothing')}</p>
          </div>
        </Notice>
      ) : (
        <Notice kind="warning" title={say('try.refused.title', { email })}>
          <div className="stack-close">
            {stopped && <p className="plain-text">{say.advice(stopped)}</p>}
            <p className="plain-text">{say('try.nothing')}</p>
          </div>
        </Notice>
      )}
      <ul className="plain-list check-list" aria-label={say('try.checks')}>
        {checks.map(({ check, ok }) => (
          <li key={check} className="row">
            <Lozenge appearance={ok ? 'success' : 'removed'}>{say(ok ? 'try.yes' : 'try.no')}</Lozenge>
            <span>{say(`try.check.${check}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function wouldWords(
  would: NonNullable<TryResult['would']>,
  account: string | undefined,
  say: Words,
): readonly string[] {
  const { organization, candidates = [], email } = would;
  const first =
    would.account === 'exists'
      ? say('try.account.exists', { name: account ?? say('admin.person.unknown') })
      : would.account === 'choose'
        ? say('try.account.choose', { names: say.list(candidates.map(({ displayName }) => displayName)) })
        : say('try.account.create');
  // Jira mails only with an account that it creates.
  const mailed = would.account === 'create' ? email : 'never';
  return [
    first,
    say('try.desk'),
    organization ? say('try.organization', { name: organization.name }) : say('try.organization.none'),
    say(`try.email.${mailed}`),
  ];
}
