import Button from '@atlaskit/button/new';
import { useMemo } from 'react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import { useTranslate } from '../../i18n/use-translate';
import { siteOrganizations } from '../../platform/jira';
import Notice from '../../ui/notice';
import { once } from '../../ui/once';
import type { OpenedVersion } from './open-version';
import { PolicySummary } from './policy-summary';
import { ProjectOverrides } from './project-overrides';
import { RestoredNotice } from './restored-notice';
import { SectionLinks } from './section-links';
import { SiteForm } from './site-form';
import type { EditedPolicy } from './use-policy-draft';

/** What holds, and every rule of it in a form: the site's, then those of single projects. */
export function PolicyForm({
  title,
  edited,
  checked,
  restored,
  opened,
  onOpened,
  onVersions,
  onGetStarted,
  children,
}: {
  readonly title: RefObject<HTMLHeadingElement>;
  readonly edited: EditedPolicy;
  readonly checked: boolean;
  /** The earlier version that the draft was begun from. */
  readonly restored: OpenedVersion | undefined;
  /** Projects whose overrides are open. */
  readonly opened: ReadonlySet<ProjectId>;
  readonly onOpened: (opened: ReadonlySet<ProjectId>) => void;
  readonly onVersions: () => void;
  readonly onGetStarted: () => void;
  /** The bar that saves. */
  readonly children: ReactNode;
}): ReactElement {
  const t = useTranslate();
  const organizations = useMemo(() => once(siteOrganizations), []);
  const { base, draft, read, edit } = edited;
  const isEmpty = Object.keys(draft.on).length === 0;
  return (
    <div className="stack policy">
      <h2 className="section-title" ref={title} tabIndex={-1}>
        {t('policy.title')}
      </h2>
      <p className="plain-text measure">{t('policy.intro')}</p>
      <PolicySummary policy={base} onVersions={onVersions} />
      {restored && <RestoredNotice version={restored} isSame={!edited.changed} />}
      {isEmpty && <NoProject onGetStarted={onGetStarted} />}
      {edited.theirs && <Notice kind="warning" title={t('policy.merged.title')} />}
      <SectionLinks hasProjects={!isEmpty} />
      <SiteForm
        fields={draft.site}
        checked={checked}
        organizations={organizations}
        onField={(name, field) => edit((before) => ({ ...before, site: { ...before.site, [name]: field } }))}
      />
      {!isEmpty && (
        <ProjectOverrides
          projects={draft.on}
          siteRules={read.ok ? read.policy.rules : base.rules}
          overrides={draft.overrides}
          opened={opened}
          checked={checked}
          organizations={organizations}
          onOpen={(id) => onOpened(toggled(opened, id))}
          onFields={(projectId, fields) =>
            edit((before) => ({ ...before, overrides: { ...before.overrides, [projectId]: fields } }))
          }
        />
      )}
      {children}
    </div>
  );
}

/** Where no project is on, the rules hold nowhere yet. */
function NoProject({ onGetStarted }: { readonly onGetStarted: () => void }): ReactElement {
  const t = useTranslate();
  return (
    <Notice kind="information" title={t('policy.no-project.title')}>
      <div className="stack-close">
        <p className="plain-text">{t('policy.no-project.body')}</p>
        <div>
          <Button onClick={onGetStarted}>{t('policy.no-project.go')}</Button>
        </div>
      </div>
    </Notice>
  );
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  return new Set(set.has(item) ? [...set].filter((each) => each !== item) : [...set, item]);
}
