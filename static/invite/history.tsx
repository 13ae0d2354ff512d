import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import Spinner from '@atlaskit/spinner';
import { useCallback, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { HistoryEntry } from '../../src/contract/history';
import type { AccountId } from '../../src/contract/ids';
import type { ReplyError } from '../../src/contract/reply';
import { call } from '../bridge/call';
import { displayNames } from '../bridge/jira';
import Notice from '../frame/notice';
import { useWords } from '../words/words';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed' } as const;

interface Shown {
  readonly entries: readonly HistoryEntry[];
  readonly cursor: string | undefined;
  readonly names: ReadonlyMap<AccountId, string>;
}

/** Invitations made in this project, newest first, a page at a time. Names are asked for only now. */
export default function History(): ReactElement {
  const say = useWords();
  const [shown, setShown] = useState<Shown>();
  const [error, setError] = useState<ReplyError>();
  const [loading, setLoading] = useState(true);

  const load = useCallback(async (before?: Shown) => {
    setLoading(true);
    setError(undefined);
    const reply = await call('invite.history', before?.cursor ? { cursor: before.cursor } : {});
    if (reply.ok) {
      const { entries, cursor } = reply.data;
      const names = await displayNames(entries.flatMap(({ actor, customer }) => (customer ? [actor, customer] : [actor])));
      setShown({
        entries: [...(before?.entries ?? []), ...entries],
        cursor,
        names: new Map([...(before?.names ?? []), ...names]),
      });
    } else {
      setError(reply.error);
    }
    setLoading(false);
  }, []);
  useEffect(() => void load(), [load]);

  return (
    <section className="stack history" aria-labelledby="history-title" aria-busy={loading}>
      <div className="row">
        <h2 id="history-title" className="section-title">
          {say('history.title')}
        </h2>
        <Button spacing="compact" appearance="subtle" onClick={() => void load()}>
          {say('history.refresh')}
        </Button>
      </div>
      {error && (
        <Notice kind="error" title={say('history.failed.title')}>
          {say.because(error).message} {say.because(error).next}
        </Notice>
      )}
      {shown?.entries.length === 0 && (
        <Notice kind="information" title={say('history.empty.title')}>
          {say('history.empty.body')}
        </Notice>
      )}
      {shown && shown.entries.length > 0 && <HistoryTable shown={shown} />}
      {loading && <Spinner label={say('ui.loading')} />}
      {shown?.cursor && !loading && (
        <div>
          <Button onClick={() => void load(shown)}>{say('history.more')}</Button>
        </div>
      )}
    </section>
  );
}

function HistoryTable({ shown: { entries, names } }: { readonly shown: Shown }): ReactElement {
  const say = useWords();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('history.when')}</th>
          <th scope="col">{say('history.customer')}</th>
          <th scope="col">{say('history.organizations')}</th>
          <th scope="col">{say('history.who')}</th>
          <th scope="col">{say('history.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          <tr key={`${entry.at}-${index}`}>
            <td data-label={say('history.when')}>
              <time dateTime={entry.at}>{say.dateTime(entry.at)}</time>
            </td>
            <td data-label={say('history.customer')} className="break">
              {(entry.customer && names.get(entry.customer)) ?? say('history.unknown', { domain: entry.domain })}
            </td>
            <td data-label={say('history.organizations')}>{entry.organizations.join(', ') || '–'}</td>
            <td data-label={say('history.who')}>{names.get(entry.actor) ?? say('admin.person.unknown')}</td>
            <td data-label={say('history.outcome')}>
              <Lozenge appearance={LOOK[entry.state]}>{say(`line.state.${entry.state}`)}</Lozenge>{' '}
              {entry.reason && <span className="quiet">{reasonOf(entry, say)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Details are not kept, so the words go without them. */
function reasonOf({ reason, domain }: HistoryEntry, say: ReturnType<typeof useWords>): string {
  return reason ? say.because({ code: reason, params: { domain, detail: '' } }).message : '';
}
