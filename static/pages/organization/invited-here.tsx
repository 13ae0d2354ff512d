import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { OrganizationHistoryInput } from '../../../src/contract/work-item';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { InvitedList } from '../../features/invited/invited-list';
import { named } from '../../features/invited/named';
import type { NamedPage } from '../../features/invited/named';
import { useTranslate } from '../../i18n/use-translate';

async function loadPage(input: OrganizationHistoryInput): Promise<Reply<NamedPage>> {
  const reply = await call('organization.history', input);
  return reply.ok ? { ok: true, data: await named(reply.data) } : reply;
}

const loadNewest = () => loadPage({});

/** Who was invited into this organization and by whom, a page at a time. */
export default function InvitedHere(): ReactElement {
  const t = useTranslate();
  const { loaded: newest } = useLoaded(loadNewest);
  const [older, setOlder] = useState<readonly NamedPage[]>([]);
  const [olderError, setOlderError] = useState<ReplyError>();
  const [loadingOlder, setLoadingOlder] = useState(false);
  const pages = newest?.ok ? [newest.data, ...older] : [];
  const last = pages.at(-1);
  const error = newest?.ok === false ? newest.error : olderError;
  const showOlder = async (before: string): Promise<void> => {
    setLoadingOlder(true);
    const reply = await loadPage({ before });
    setLoadingOlder(false);
    setOlderError(reply.ok ? undefined : reply.error);
    if (reply.ok) setOlder((shown) => [...shown, reply.data]);
  };
  const isEmpty = pages.every(({ entries }) => entries.length === 0);

  return (
    <section className="stack-close" aria-labelledby="invited-title" aria-busy={!newest || loadingOlder}>
      <h2 id="invited-title" className="section-title">
        {t('organization.invited.title')}
      </h2>
      {last && isEmpty && !last.before && <p className="plain-text">{t('organization.invited.empty')}</p>}
      {!isEmpty && <InvitedList pages={pages} />}
      {error && <ErrorNotice error={error} title={t('invited.failed')} />}
      {(!newest || loadingOlder) && <Loading />}
      {last?.before !== undefined && !loadingOlder && (
        <div className="row">
          <Button onClick={() => void showOlder(last.before ?? '')}>{t('invited.more')}</Button>
          {last.searchedTo && (
            <span className="quiet">{t('invited.searched', { when: t.dateTime(last.searchedTo) })}</span>
          )}
        </div>
      )}
    </section>
  );
}
