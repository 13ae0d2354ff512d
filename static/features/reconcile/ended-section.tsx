import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { router } from '@forge/bridge';
import type { ReactElement } from 'react';
import type { ReconciledProject } from '../../../src/contract/reconcile';
import { ErrorNotice } from '../../ui/error-notice';
import { useTranslate } from '../../i18n/use-translate';
import { PeopleList } from './people-list';
import { projectName } from '../../ui/project-name';
import { SearchedTo } from '../../ui/searched-to';
import { unknownCustomer } from '../../ui/unknown-customer';
import type { EndedSearch } from './use-ended';

/**
 * Where a site admin revokes portal accounts. Which page of it is the site's, only an admin of that site can tell.
 *
 * @see https://support.atlassian.com/user-management/docs/manage-accounts-for-portal-only-customers/
 */
const ADMINISTRATION = 'https://admin.atlassian.com';

/** Customers whose access ended: their portal accounts, which only a site admin can revoke. */
export function EndedSection({
  projects,
  search,
}: {
  readonly projects: readonly ReconciledProject[];
  readonly search: EndedSearch;
}): ReactElement {
  const t = useTranslate();
  const { pages, isLoaded, isLoading, isSearching, isOpen, error, reload } = search;
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
  return (
    <section className="stack" aria-labelledby="upkeep-ended-title">
      <h3 id="upkeep-ended-title" className="section-title" tabIndex={-1}>
        {t('upkeep.ended.title')}
      </h3>
      <p className="plain-text measure">{t('upkeep.ended.intro')}</p>
      {(!isLoaded || (isLoading && !isSearching)) && <Spinner label={t('ui.loading')} />}
      {error && (
        <ErrorNotice
          error={error}
          title={t('upkeep.ended.failed')}
          action={pages.length === 0 && <Button onClick={reload}>{t('ui.retry')}</Button>}
        />
      )}
      {pages.length > 0 && people.length === 0 && !isOpen && (
        <p className="plain-text">{t('upkeep.ended.none')}</p>
      )}
      {people.length > 0 && (
        <PeopleList
          people={people}
          fileName="guestlist-to-revoke.csv"
          action={<Button onClick={() => void router.open(ADMINISTRATION)}>{t('upkeep.ended.open')}</Button>}
        />
      )}
      {isOpen && <Further search={search} />}
    </section>
  );
}

/** How far back was looked, and the way to stop or to go on. */
function Further({
  search: { isLoading, isSearching, searchedTo, count, press },
}: {
  readonly search: EndedSearch;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="row">
      <Button isLoading={isLoading && !isSearching} onClick={press}>
        {t(isSearching ? 'audit.stop' : 'upkeep.ended.more')}
      </Button>
      {isSearching && searchedTo && <SearchedTo date={searchedTo} />}
      {!isSearching && !isLoading && searchedTo && (
        <span className="quiet">
          {t(count > 0 ? 'audit.searched.more' : 'audit.searched', { date: t.dateTime(searchedTo) })}
        </span>
      )}
    </div>
  );
}
