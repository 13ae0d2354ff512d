import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import Spinner from '@atlaskit/spinner';
import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { AuditEntry } from '../../../src/contract/audit';
import type { HistoryInput, HistoryPage } from '../../../src/contract/history';
import type { AccountId } from '../../../src/domain/ids';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { actorWords, eventTitle } from '../audit/entry-words';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { reasonWords } from '../../ui/reason-words';
import { unknownCustomer } from '../../ui/unknown-customer';
import { useLoaded } from '../../ui/use-loaded';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { ExpiringAccess } from '../access-expiry/expiring-access';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed', refused: 'removed' } as const;

/** One page, with the names of everybody on it: names are asked for only now. */
interface NamedPage extends HistoryPage {
  readonly names: ReadonlyMap<AccountId, string>;
}

async function loadPage(input: HistoryInput): Promise<Reply<NamedPage>> {
  const reply = await call('invite.history', input);
  if (!reply.ok) return reply;
  const accounts = reply.data.entries.flatMap(({ actor, customer }) => [
    ...(actor.kind === 'person' ? [actor.accountId] : []),
    ...(customer ? [customer] : []),
  ]);
  return { ok: true, data: { ...reply.data, names: await displayNames(accounts) } };
}

const loadNewest = () => loadPage({});

/** Invitations made in this project, newest first, a page at a time. */
export default function History(): ReactElement {
  const t = useTranslate();
  const { loaded: newest, reload } = useLoaded(loadNewest);
  const [older, setOlder] = useState<readonly NamedPage[]>([]);
  const [olderError, setOlderError] = useState<ReplyError>();
  const [loadingOlder, setLoadingOlder] = useState(false);

  const pages = newest?.ok ? [newest.data, ...older] : [];
  const before = pages.at(-1)?.before;
  const error = newest?.ok === false ? newest.error : olderError;
  const loading = !newest || loadingOlder;
  const refresh = useCallback((): void => {
    setOlder([]);
    setOlderError(undefined);
    reload();
  }, [reload]);
  const showOlder = async (from: string): Promise<void> => {
    setLoadingOlder(true);
    const reply = await loadPage({ before: from });
    setLoadingOlder(false);
    setOlderError(reply.ok ? undefined : reply.error);
    if (reply.ok) setOlder((shown) => [...shown, reply.data]);
  };

  return (
    <div className="stack">
      <ExpiringAccess onChanged={refresh} />
      <section className="stack history" aria-labelledby="history-title" aria-busy={loading}>
        <div className="row">
          <h2 id="history-title" className="section-title">
            {t('history.title')}
          </h2>
          <Button spacing="compact" appearance="subtle" isDisabled={loading} onClick={refresh}>
            {t('history.refresh')}
          </Button>
        </div>
        {newest?.ok && newest.data.entries.length === 0 && (
          <Notice kind="information" title={t('history.empty.title')}>
            {t('history.empty.body')}
          </Notice>
        )}
        {pages.some(({ entries }) => entries.length > 0) && <HistoryTable pages={pages} />}
        {error && <ErrorNotice error={error} title={t('history.failed.title')} />}
        {loading && <Spinner label={t('ui.loading')} />}
        {before !== undefined && !loading && (
          <div>
            <Button onClick={() => void showOlder(before)}>{t('history.more')}</Button>
          </div>
        )}
      </section>
    </div>
  );
}

function HistoryTable({ pages }: { readonly pages: readonly NamedPage[] }): ReactElement {
  const t = useTranslate();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('history.when')}</th>
          <th scope="col">{t('history.customer')}</th>
          <th scope="col">{t('history.organizations')}</th>
          <th scope="col">{t('history.who')}</th>
          <th scope="col">{t('history.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {pages.map(({ entries, names }) =>
          entries.map((entry) => <HistoryRow key={entry.id} entry={entry} names={names} />),
        )}
      </tbody>
    </table>
  );
}

function HistoryRow({
  entry,
  names,
}: {
  readonly entry: AuditEntry;
  readonly names: ReadonlyMap<AccountId, string>;
}): ReactElement {
  const t = useTranslate();
  return (
    <tr>
      <td data-label={t('history.when')}>
        <time dateTime={entry.at}>{t.dateTime(entry.at)}</time>
      </td>
      <td data-label={t('history.customer')} className="history-customer break">
        <Given>{(entry.customer && names.get(entry.customer)) ?? unknownCustomer(entry.domain, t)}</Given>
      </td>
      <td data-label={t('history.organizations')}>
        {((entry.event === 'invitation' || entry.event === 'access') && t.list(entry.organizations)) || '–'}
      </td>
      <td data-label={t('history.who')}>
        <Given>{actorWords(entry.actor, names, t)}</Given>
      </td>
      <td data-label={t('history.outcome')}>
        <div>
          <Lozenge appearance={LOOK[entry.outcome]}>{t(`audit.outcome.${entry.outcome}`)}</Lozenge>{' '}
          {entry.event === 'access' && <span>{eventTitle(entry, t)} </span>}
          {entry.reason && (
            <span className="quiet">
              {reasonWords(entry.reason, t, entry.domain === undefined ? {} : { domain: entry.domain })}
            </span>
          )}
        </div>
      </td>
    </tr>
  );
}
