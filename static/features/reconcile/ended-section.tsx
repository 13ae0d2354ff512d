import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { router } from '@forge/bridge';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import type { EndedPage, ReconciledProject } from '../../../src/contract/reconcile';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import { ErrorNotice } from '../../ui/error-notice';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { PeopleList } from './people-list';
import { projectName } from '../../ui/project-name';
import { SearchedTo } from '../../ui/searched-to';
import { unknownCustomer } from '../../ui/unknown-customer';
import { useGoingOn } from '../../ui/use-going-on';

/**
 * Where a site admin revokes portal accounts. Which page of it is the site's, only somebody who is there can tell.
 *
 * @see https://support.atlassian.com/user-management/docs/manage-accounts-for-portal-only-customers/
 */
const ADMINISTRATION = 'https://admin.atlassian.com';

/** Accounts that are looked for before the search waits to be asked for more. */
const ON_A_PAGE = 25;

interface NamedPage extends EndedPage {
  readonly names: ReadonlyMap<AccountId, string>;
}

async function loadPage(before?: string): Promise<Reply<NamedPage>> {
  const reply = await call('upkeep.ended', before === undefined ? {} : { before });
  if (!reply.ok) return reply;
  const names = await displayNames(reply.data.ended.map(({ accountId }) => accountId));
  return { ok: true, data: { ...reply.data, names } };
}

const loadFirst = () => loadPage();

/** Customers whose access ended: their portal accounts, which only a site admin can revoke. */
export function EndedSection({
  projects,
}: {
  readonly projects: readonly ReconciledProject[];
}): ReactElement {
  const t = useTranslate();
  const { loaded: first, reload } = useLoaded(loadFirst);
  const [older, setOlder] = useState<readonly NamedPage[]>([]);
  const [error, setError] = useState<ReplyError>();
  const [loading, setLoading] = useState(false);
  const [stopped, setStopped] = useState(false);
  const [wanted, setWanted] = useState(ON_A_PAGE);
  const pages = first?.ok ? [first.data, ...older] : [];
  const { before, searchedTo } = pages.at(-1) ?? {};

  const goOn = async (): Promise<void> => {
    setLoading(true);
    const reply = await loadPage(before);
    setLoading(false);
    setError(reply.ok ? undefined : reply.error);
    if (reply.ok) setOlder((shown) => [...shown, reply.data]);
  };
  const shownCount = pages.reduce((count, { ended }) => count + ended.length, 0);
  const searching = before !== undefined && shownCount < wanted && !stopped && !error;
  useGoingOn(searching, older, () => void goOn());
  const press = (): void => {
    setStopped(searching);
    if (searching) return;
    setWanted(shownCount + ON_A_PAGE);
    void goOn();
  };
  const people = pages.flatMap(({ ended, names }) =>
    ended.map(({ id, at, projectId, accountId, domain }) => {
      const project = projects.find((each) => each.projectId === projectId);
      const place = project ? projectName(project) : (projectId ?? '');
      return {
        key: id,
        accountId,
        name: names.get(accountId) ?? unknownCustomer(domain, t),
        project: place,
        at,
        words: t('upkeep.ended.on', { project: place, date: t.date(at) }),
      };
    }),
  );
  const failed = first?.ok === false ? first.error : error;
  return (
    <section className="stack" aria-labelledby="upkeep-ended-title">
      <h3 id="upkeep-ended-title" className="section-title">
        {t('upkeep.ended.title')}
      </h3>
      <p className="plain-text measure">{t('upkeep.ended.intro')}</p>
      {(!first || (loading && !searching)) && <Spinner label={t('ui.loading')} />}
      {failed && (
        <ErrorNotice
          error={failed}
          title={t('upkeep.ended.failed')}
          action={first?.ok === false && <Button onClick={reload}>{t('ui.retry')}</Button>}
        />
      )}
      {first?.ok && people.length === 0 && before === undefined && (
        <p className="plain-text">{t('upkeep.ended.none')}</p>
      )}
      {people.length > 0 && (
        <PeopleList
          people={people}
          fileName="guestlist-to-revoke.csv"
          action={<Button onClick={() => void router.open(ADMINISTRATION)}>{t('upkeep.ended.open')}</Button>}
        />
      )}
      {before !== undefined && (
        <div className="row">
          <Button isLoading={loading && !searching} onClick={press}>
            {t(searching ? 'audit.stop' : 'upkeep.ended.more')}
          </Button>
          {searching && searchedTo && <SearchedTo date={searchedTo} />}
          {!searching && !loading && searchedTo && (
            <span className="quiet">
              {t(shownCount > 0 ? 'audit.searched.more' : 'audit.searched', {
                date: t.dateTime(searchedTo),
              })}
            </span>
          )}
        </div>
      )}
    </section>
  );
}
