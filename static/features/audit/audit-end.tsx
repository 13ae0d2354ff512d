import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { SearchedTo } from '../../ui/searched-to';
import { useTranslate } from '../../i18n/use-translate';
import type { Audit } from './use-audit';

/** What stands below the last row: how far the log was searched, and the way on. */
export function AuditEnd({
  audit: { pages, error, loading, searching, stop, showOlder, refresh },
  shown,
  filtered,
  empty,
}: {
  readonly audit: Audit;
  readonly shown: number;
  readonly filtered: boolean;
  /** What is told where there is nothing yet. */
  readonly empty?: { readonly title: string; readonly body: string };
}): ReactElement {
  const t = useTranslate();
  const status = useRef<HTMLParagraphElement>(null);
  const last = pages.at(-1);
  const ended = !loading && !error && last !== undefined && last.before === undefined;
  const isBusy = loading || searching;
  const pressed = useRef(false);
  useEffect(() => {
    // The button goes with the last page; the focus does not fall back to the top.
    if (pressed.current && ended) status.current?.focus();
    if (!isBusy) pressed.current = false;
  }, [ended, isBusy]);
  const press = (): void => {
    pressed.current = true;
    if (searching) stop();
    else showOlder();
  };
  return (
    <>
      {error && (
        <ErrorNotice
          error={error}
          title={t(shown > 0 ? 'audit.older.failed.title' : 'audit.failed.title')}
          action={
            <Button onClick={() => (pages.length > 0 ? showOlder() : refresh())}>{t('ui.retry')}</Button>
          }
        />
      )}
      {ended && shown === 0 && (
        <Notice
          kind="information"
          title={filtered ? t('audit.none.title') : (empty?.title ?? t('audit.empty.title'))}
        >
          {filtered ? undefined : (empty?.body ?? t('audit.empty.body'))}
        </Notice>
      )}
      {loading && shown === 0 && !searching && <Spinner label={t('ui.loading')} />}
      <p className="quiet" role="status" ref={status} tabIndex={-1}>
        {!isBusy && !error && (
          <>
            {shown > 0 && t('audit.shown', { count: shown })}{' '}
            {last?.before &&
              last.searchedTo &&
              t(shown > 0 ? 'audit.searched.more' : 'audit.searched', {
                date: t.dateTime(last.searchedTo),
              })}
          </>
        )}
      </p>
      {last?.before !== undefined && !error && (
        <div className="row">
          <Button isLoading={loading && !searching} onClick={press}>
            {t(searching ? 'audit.stop' : last.searchedTo ? 'audit.further' : 'audit.more')}
          </Button>
          {searching && last.searchedTo && <SearchedTo date={last.searchedTo} />}
        </div>
      )}
    </>
  );
}
