import type { ReactElement } from 'react';
import { useWords } from '../words/words';
import { PeopleList } from './people-list';
import { projectName } from '../frame/project-name';
import type { NamedView } from './use-upkeep';

/** Customers who were invited long ago and never raised a request. */
export function UnusedSection({ view, names }: NamedView): ReactElement {
  const say = useWords();
  const seen = view.projects.flatMap((project) => (project.found ? [{ project, found: project.found }] : []));
  const people = seen.flatMap(({ project, found }) =>
    found.unused.map(({ accountId, invitedAt }) => ({
      key: `${project.projectId} ${accountId}`,
      accountId,
      name: names.get(accountId) ?? say('admin.person.unknown'),
      project: projectName(project),
      at: invitedAt,
      words: say('upkeep.unused.since', { project: projectName(project), date: say.date(invitedAt) }),
    })),
  );
  return (
    <section className="stack" aria-labelledby="upkeep-unused-title">
      <h3 id="upkeep-unused-title" className="section-title">
        {say('upkeep.unused.title')}
      </h3>
      <p className="plain-text measure">{say('upkeep.unused.intro')}</p>
      {people.length > 0 ? (
        <PeopleList people={people} fileName="guestlist-unused.csv" />
      ) : (
        <p className="plain-text">{say(seen.length > 0 ? 'upkeep.unused.none' : 'upkeep.rule.unseen')}</p>
      )}
      {seen.some(({ found }) => found.unusedMore) && <p className="quiet">{say('upkeep.unused.more')}</p>}
      {seen.map(
        ({ project, found }) =>
          found.unusedReason && (
            <p className="quiet" key={project.projectId}>
              {say('upkeep.unused.refused', { project: projectName(project) })}
            </p>
          ),
      )}
    </section>
  );
}
