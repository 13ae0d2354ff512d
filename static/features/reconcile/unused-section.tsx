import type { ReactElement } from 'react';
import type { ReconcileView } from '../../../src/contract/reconcile';
import { useTranslate } from '../../i18n/use-translate';
import { FoundLists } from './found-lists';
import { PeopleList } from './people-list';
import { projectName } from '../../ui/project-name';
import type { LoadLists } from './use-upkeep';

/** Customers who were invited long ago and never raised a request. */
export function UnusedSection({
  view,
  lists,
}: {
  readonly view: ReconcileView;
  readonly lists: LoadLists;
}): ReactElement {
  const t = useTranslate();
  const seen = view.projects.flatMap((project) => (project.found ? [{ project, found: project.found }] : []));
  const counted = seen
    .filter(({ found }) => found.unused > 0)
    .map(({ project, found }) => ({ project, count: found.unused }));
  return (
    <section className="stack" aria-labelledby="upkeep-unused-title">
      <h3 id="upkeep-unused-title" className="section-title" tabIndex={-1}>
        {t('upkeep.unused.title')}
      </h3>
      <p className="plain-text measure">{t('upkeep.unused.intro')}</p>
      {counted.length > 0 ? (
        <FoundLists counted={counted} lists={lists}>
          {(project, { unused, names }) => (
            <PeopleList
              people={unused.map(({ accountId, invitedAt }) => ({
                key: accountId,
                accountId,
                name: names.get(accountId) ?? t('admin.person.unknown'),
                project: projectName(project),
                at: invitedAt,
                words: t('upkeep.unused.since', {
                  project: projectName(project),
                  date: t.date(invitedAt),
                }),
              }))}
              fileName="guestlist-unused.csv"
            />
          )}
        </FoundLists>
      ) : (
        <p className="plain-text">{t(seen.length > 0 ? 'upkeep.unused.none' : 'upkeep.rule.unseen')}</p>
      )}
      {seen.some(({ found }) => found.unusedMore) && <p className="quiet">{t('upkeep.unused.more')}</p>}
      {seen.map(
        ({ project, found }) =>
          found.unusedReason && (
            <p className="quiet" key={project.projectId}>
              {t('upkeep.unused.refused', { project: projectName(project) })}
            </p>
          ),
      )}
    </section>
  );
}
