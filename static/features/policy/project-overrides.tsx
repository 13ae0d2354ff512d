import Lozenge from '@atlaskit/lozenge';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { EnabledProject, Policy } from '../../../src/domain/policy/policy';
import type { Rules } from '../../../src/domain/policy/rules';
import type { OrganizationOption } from '../../platform/jira';
import { Field } from '../../ui/field';
import { useTranslate } from '../../i18n/use-translate';
import { projectsOf } from './draft';
import type { PolicyDraft } from './draft';
import type { Fields } from './fields';
import { OwnRules } from './own-rules';
import { settingWords } from './setting-words';
import { RULE_NAMES, SETTINGS } from './settings';
import { projectName } from '../../ui/project-name';

/** More projects than one sees at a glance get a filter. */
const UNFILTERED_MAX = 8;

/** The enabled projects, each with its rules that differ from the site's. */
export function ProjectOverrides({
  projects,
  siteRules,
  overrides,
  opened,
  checked,
  organizations,
  onOpen,
  onFields,
}: {
  /** Those that are on. */
  readonly projects: Policy['projects'];
  /** As they are being edited, where they can be read. */
  readonly siteRules: Rules;
  readonly overrides: PolicyDraft['overrides'];
  readonly opened: ReadonlySet<ProjectId>;
  readonly checked: boolean;
  readonly organizations: () => Promise<readonly OrganizationOption[]>;
  readonly onOpen: (projectId: ProjectId) => void;
  readonly onFields: (projectId: ProjectId, fields: Fields) => void;
}): ReactElement {
  const t = useTranslate();
  const [filter, setFilter] = useState('');
  const all = projectsOf({ projects });
  const shown = all.filter(([, project]) => isNamed(project, filter));
  return (
    <section className="stack policy-section" aria-labelledby="policy-projects">
      <h3 id="policy-projects" className="section-title" tabIndex={-1}>
        {t('policy.projects.title')}
      </h3>
      <p className="plain-text measure">{t('policy.projects.body')}</p>
      {all.length > UNFILTERED_MAX && (
        <Field id="policy-filter" label={t('admin.projects.filter')}>
          <Textfield
            id="policy-filter"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            autoComplete="off"
          />
        </Field>
      )}
      <ul className="plain-list override-list">
        {shown.map(([projectId, project]) => {
          const fields = overrides[projectId] ?? {};
          const count = Object.keys(fields).length;
          const isOpen = opened.has(projectId);
          return (
            <li key={projectId}>
              <button
                type="button"
                className="override-button"
                aria-expanded={isOpen}
                onClick={() => onOpen(projectId)}
              >
                <span className="override-name break">{projectName(project)}</span>
                <Lozenge appearance={count > 0 ? 'inprogress' : 'default'}>
                  {count > 0 ? t('policy.projects.differ', { count }) : t('policy.projects.same')}
                </Lozenge>
              </button>
              {isOpen && (
                <div className="override-body stack">
                  <OwnRules
                    idPrefix={`policy-${projectId}`}
                    words={{ inherits: 'policy.inherits', set: 'policy.set', setOf: 'policy.set.of' }}
                    inherited={siteRules}
                    fields={fields}
                    checked={checked}
                    organizations={organizations}
                    onFields={(next) => onFields(projectId, next)}
                  />
                  <AdminsRules project={project} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {shown.length === 0 && <p className="plain-text">{t('admin.projects.no-match')}</p>}
    </section>
  );
}

/** What the project's own admins have tightened: theirs to change. */
function AdminsRules({ project: { own } }: { readonly project: EnabledProject }): ReactElement | null {
  const t = useTranslate();
  const set = RULE_NAMES.filter((name) => own[name] !== undefined);
  if (set.length === 0) return null;
  return (
    <div className="stack-close">
      <h4 className="question-title">{t('policy.admins.title')}</h4>
      <p className="quiet">{t('policy.admins.body')}</p>
      <dl className="values">
        {set.map((name) => (
          <div key={name}>
            <dt>{t(SETTINGS[name].label)}</dt>
            <dd className="break">{settingWords(name, own[name], t)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function isNamed(project: EnabledProject, filter: string): boolean {
  return projectName(project).toLowerCase().includes(filter.trim().toLowerCase());
}
