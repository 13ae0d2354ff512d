import Button from '@atlaskit/button/new';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../src/contract/reply';
import type { GoneCustomer, UpkeepProject } from '../../src/contract/upkeep';
import { ErrorNotice } from '../frame/error-notice';
import { useWords } from '../words/words';
import { projectName } from '../frame/project-name';
import type { ChangeUpkeep, NamedView } from './use-upkeep';

/** Customers who are not any more where this app put them. */
export function GoneSection({
  view,
  names,
  onChange,
  onReload,
}: NamedView & { readonly onChange: ChangeUpkeep; readonly onReload: () => void }): ReactElement {
  const say = useWords();
  const [told, setTold] = useState('');
  const [error, setError] = useState<ReplyError>();
  const [working, setWorking] = useState<string>();
  const title = useRef<HTMLHeadingElement>(null);
  const seen = view.projects.flatMap((project) => (project.found ? [{ project, found: project.found }] : []));
  const gone = seen.flatMap(({ project, found }) => found.gone.map((each) => ({ project, each })));
  const more = seen.reduce((sum, { found }) => sum + found.goneCount - found.gone.length, 0);

  const accept = async (project: UpkeepProject, each: GoneCustomer): Promise<void> => {
    setTold('');
    setWorking(keyOf(project, each));
    const { accountId, organization } = each;
    const failed = await onChange('upkeep.accept', {
      projectId: project.projectId,
      accountId,
      ...(organization && { organizationId: organization.id }),
    });
    setWorking(undefined);
    setError(failed);
    if (failed) return;
    setTold(say('upkeep.gone.accepted'));
    // The button that had the focus is gone.
    title.current?.focus();
  };
  return (
    <section className="stack" aria-labelledby="upkeep-gone-title">
      <h3 id="upkeep-gone-title" className="section-title" ref={title} tabIndex={-1}>
        {say('upkeep.gone.title')}
      </h3>
      <p className="plain-text told" role="status">
        {told}
      </p>
      {error && (
        <ErrorNotice error={error} action={<Button onClick={onReload}>{say('keys.reload')}</Button>} />
      )}
      {gone.length === 0 && seen.length > 0 && <p className="plain-text">{say('upkeep.gone.none')}</p>}
      {gone.length === 0 && seen.length === 0 && <p className="plain-text">{say('upkeep.rule.unseen')}</p>}
      {gone.length > 0 && (
        <>
          <p className="plain-text measure">{say('upkeep.gone.intro')}</p>
          <ul className="plain-list upkeep-list">
            {gone.map(({ project, each }) => {
              const name = names.get(each.accountId) ?? say('admin.person.unknown');
              const place = projectName(project);
              return (
                <li key={keyOf(project, each)}>
                  <div>
                    <strong className="break">{name}</strong>
                    <br />
                    <span className="quiet">
                      {each.organization
                        ? say('upkeep.gone.organization', {
                            project: place,
                            organization: each.organization.name,
                          })
                        : say('upkeep.gone.desk', { project: place })}
                    </span>
                  </div>
                  <Button
                    spacing="compact"
                    isLoading={working === keyOf(project, each)}
                    isDisabled={working !== undefined}
                    onClick={() => void accept(project, each)}
                    aria-label={say('upkeep.gone.accept.of', { name })}
                  >
                    {say('upkeep.gone.accept')}
                  </Button>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {more > 0 && <p className="quiet">{say('upkeep.gone.more', { count: more })}</p>}
      {seen.map(
        ({ project, found }) =>
          found.uncompared.length > 0 && (
            <p className="quiet" key={project.projectId}>
              {say('upkeep.uncompared', {
                project: projectName(project),
                names: say.list(found.uncompared.map(({ name }) => name)),
              })}
            </p>
          ),
      )}
    </section>
  );
}

function keyOf({ projectId }: UpkeepProject, { accountId, organization }: GoneCustomer): string {
  return `${projectId} ${accountId} ${organization?.id ?? ''}`;
}
