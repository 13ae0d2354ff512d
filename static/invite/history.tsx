import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import Spinner from '@atlaskit/spinner';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { HistoryEntry, HistoryInput, HistoryPage } from '../../src/contract/history';
import type { AccountId } from '../../src/contract/ids';
import type { Reply, ReplyError } from '../../src/contract/reply';
import { call } from '../bridge/call';
import { displayNames } from '../bridge/jira';
import { ErrorNotice } from '../frame/error-notice';
import Notice from '../frame/notice';
import { useLoaded } from '../frame/use-loaded';
import { useWords } from '../words/words';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed' } as const;

/** One page, with the names of everybody on it: names are asked for only now. */
interface NamedPage extends HistoryPage {
  readonly names: ReadonlyMap<AccountId, string>;
}

async function loadPage(input: HistoryInput): Promise<Reply<NamedPage>> {
  const reply = await call('invite.history', input);
  if (!reply.ok) return reply;
  const accounts = reply.data.entries.flatMap(({ actor, customer }) =>
    customer ? [actor, customer] : [actor],
  );
  return { ok: true, data: { ...reply.data, names: await displayNames(accounts) } };
}

const loadNewest = () => loadPage({});

/** Invitations made in this project, newest first, a page at a time. */
export default function History(): ReactElement {
  const say = useWords();
  const { loaded: newest, reload } = useLoaded(loadNewest);
  const [older, setOlder] = useState<readonly NamedPage[]>([]);
  const [olderError, setOlderError] = useState<ReplyError>();
  const [loadingOlder, setLoadingOlder] = useState(false);

  const pages = newest?.ok ? [newest.data, ...older] : [];
  const cursor = pages.at(-1)?.cursor;
  const error = newest?.ok === false ? newest.error : olderError;
  const loading = !newest || loadingOlder;
  const refresh = (): void => {
    setOlder([]);
    setOlderError(undefined);
    reload();
  };
  const showOlder = async (from: string): Promise<void> => {
    setLoadingOlder(true);
    const reply = await loadPage({ cursor: from });
    setLoadingOlder(false);
    setOlderError(reply.ok ? undefined : reply.error);
    if (reply.ok) setOlder((before) => [...before, reply.data]);
  };

  return (
    <section className="stack history" aria-labelledby="history-title" aria-busy={loading}>
      <div className="row">
        <h2 id="history-title" className="section-title">
          {say('history.title')}
        </h2>
        <Button spacing="compact" appearance="subtle" isDisabled={loading} onClick={refresh}>
          {say('history.refresh')}
        </Button>
      </div>
      {newest?.ok && newest.data.entries.length === 0 && (
        <Notice kind="information" title={say('history.empty.title')}>
          {say('history.empty.body')}
        </Notice>
      )}
      {pages.some(({ entries }) => entries.length > 0) && <HistoryTable pages={pages} />}
      {error && <ErrorNotice error={error} title={say('history.failed.title')} />}
      {loading && <Spinner label={say('ui.loading')} />}
      {cursor !== undefined && !loading && (
        <div>
          <Button onClick={() => void showOlder(cursor)}>{say('history.more')}</Button>
        </div>
      )}
    </section>
  );
}

function HistoryTable({ pages }: { readonly pages: readonly NamedPage[] }): ReactElement {
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
        {pages.map(({ entries, names }, page) =>
          entries.map((entry, place) => <HistoryRow key={`${page}-${place}`} entry={entry} names={names} />),
        )}
      </tbody>
    </table>
  );
}

function HistoryRow({
  entry,
  names,
}: {
  readonly entry: HistoryEntry;
  readonly names: ReadonlyMap<AccountId, string>;
}): ReactElement {
  const say = useWords();
  return (
    <tr>
      <td data-label={say('history.when')}>
        <time dateTime={entry.at}>{say.dateTime(entry.at)}</time>
      </td>
      <td data-label={say('history.customer')} className="history-customer break">
        {(entry.customer && names.get(entry.customer)) ?? say('history.unknown', { domain: entry.domain })}
      </td>
      <td data-label={say('history.organizations')}>{entry.organizations.join(', ') || '–'}</td>
      <td data-label={say('history.who')}>{names.get(entry.actor) ?? say('admin.person.unknown')}</td>
      <td data-label={say('history.outcome')}>
        <div>
          <Lozenge appearance={LOOK[entry.state]}>{say(`line.state.${entry.state}`)}</Lozenge>{' '}
          {entry.reason && <span className="quiet">{reasonOf(entry, say)}</span>}
        </div>
      </td>
    </tr>
  );
}

/** Details are not kept, so the words go without them. */
function reasonOf({ reason, domain }: HistoryEntry, say: ReturnType<typeof useWords>): string {
  return reason ? say.because({ code: reason, params: { domain, detail: '' } }).message : '';
}
