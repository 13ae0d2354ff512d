import Button from '@atlaskit/button/new';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import { MEMBERS_COMPARED_MAX } from '../../../src/contract/reconcile';
import type { GoneCustomer, ReconciledProject, ReconcileView } from '../../../src/contract/reconcile';
import { ErrorNotice } from '../../ui/error-notice';
import { useTranslate } from '../../i18n/use-translate';
import { Given } from '../../ui/given';
import { projectName } from '../../ui/project-name';
import { FoundLists } from './found-lists';
import type { ChangeReconcile, LoadLists, NamedLists } from './use-upkeep';

/** Customers who are not any more where this app put them. */
export function GoneSection({
  view,
  lists,
  onChange,
  onReload,
}: {
  readonly view: ReconcileView;
  readonly lists: LoadLists;
  readonly onChange: ChangeReconcile;
  readonly onReload: () => void;
}): ReactElement {
  const t = useTranslate();
  const [told, setTold] = useState('');
  const [error, setError] = useState<ReplyError>();
  const [working, setWorking] = useState<string>();
  const title = useRef<HTMLHeadingElement>(null);
  const seen = view.projects.flatMap((project) => (project.found ? [{ project, found: project.found }] : []));
  const counted = seen
    .filter(({ found }) => found.goneCount > 0 || found.uncompared > 0)
    .map(({ project, found: { goneCount: count, uncompared } }) => ({
      project,
      count,
      ...(count === 0 && { uncompared }),
    }));
  const isAnybodyGone = counted.some(({ count }) => count > 0);

  const accept = async (project: ReconciledProject, each: GoneCustomer): Promise<void> => {
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
    setTold(t('upkeep.gone.accepted'));
    // The button that had the focus is gone.
    title.current?.focus();
  };
  return (
    <section className="stack" aria-labelledby="upkeep-gone-title">
      <h3 id="upkeep-gone-title" className="section-title" ref={title} tabIndex={-1}>
        {t('upkeep.gone.title')}
      </h3>
      <p className="plain-text told" role="status">
        {told}
      </p>
      {error && <ErrorNotice error={error} action={<Button onClick={onReload}>{t('keys.reload')}</Button>} />}
      {!isAnybodyGone && (
        <p className="plain-text">{t(seen.length > 0 ? 'upkeep.gone.none' : 'upkeep.rule.unseen')}</p>
      )}
      {isAnybodyGone && <p className="plain-text measure">{t('upkeep.gone.intro')}</p>}
      {counted.length > 0 && (
        <FoundLists counted={counted} lists={lists}>
          {(project, found) => (
            <GoneList
              project={project}
              found={found}
              working={working}
              onAccept={(each) => void accept(project, each)}
            />
          )}
        </FoundLists>
      )}
    </section>
  );
}

function GoneList({
  project,
  found: { gone, names, uncompared },
  working,
  onAccept,
}: {
  readonly project: ReconciledProject;
  readonly found: NamedLists;
  readonly working: string | undefined;
  readonly onAccept: (each: GoneCustomer) => void;
}): ReactElement {
  const t = useTranslate();
  const place = projectName(project);
  const more = (project.found?.goneCount ?? 0) - gone.length;
  return (
    <>
      {gone.length > 0 && (
        <ul className="plain-list upkeep-list">
          {gone.map((each) => {
            const name = names.get(each.accountId) ?? t('admin.person.unknown');
            return (
              <li key={keyOf(project, each)}>
                <div>
                  <strong className="break">
                    <Given>{name}</Given>
                  </strong>
                  <br />
                  <span className="quiet">
                    {each.organization
                      ? t('upkeep.gone.organization', {
                          project: place,
                          organization: each.organization.name,
                        })
                      : t('upkeep.gone.desk', { project: place })}
                  </span>
                </div>
                <Button
                  spacing="compact"
                  isLoading={working === keyOf(project, each)}
                  isDisabled={working !== undefined}
                  onClick={() => onAccept(each)}
                  aria-label={t('upkeep.gone.accept.of', { name })}
                >
                  {t('upkeep.gone.accept')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {more > 0 && <p className="quiet">{t('upkeep.gone.more', { count: more })}</p>}
      {uncompared.map(({ id, name, why }) => (
        <p className="quiet" key={id}>
          {t(`upkeep.uncompared.${why ?? 'unknown'}`, { project: place, name, max: MEMBERS_COMPARED_MAX })}
        </p>
      ))}
    </>
  );
}

function keyOf({ projectId }: ReconciledProject, { accountId, organization }: GoneCustomer): string {
  return `${projectId} ${accountId} ${organization?.id ?? ''}`;
}
