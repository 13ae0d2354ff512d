import type { ReactElement } from 'react';
import type { OrganizationOption } from '../../platform/jira';
import { useTranslate } from '../../i18n/use-translate';
import type { Field, Fields } from './fields';
import { SettingEditor } from './setting-editor';
import { SECTIONS } from './settings';
import type { SettingName } from './setting';

/** What holds on the whole site, section by section. */
export function SiteForm({
  fields,
  checked,
  organizations,
  onField,
}: {
  readonly fields: Fields;
  readonly checked: boolean;
  readonly organizations: () => Promise<readonly OrganizationOption[]>;
  readonly onField: (name: SettingName, field: Field) => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <>
      {SECTIONS.map(({ name: section, settings }) => (
        <section className="stack policy-section" key={section} aria-labelledby={`policy-${section}`}>
          <h3 id={`policy-${section}`} className="section-title" tabIndex={-1}>
            {t(`policy.section.${section}`)}
          </h3>
          {settings.map((name) => {
            const field = fields[name];
            return (
              field && (
                <SettingEditor
                  key={name}
                  id={editorId({ name })}
                  name={name}
                  field={field}
                  checked={checked}
                  organizations={organizations}
                  onField={(next) => onField(name, next)}
                />
              )
            );
          })}
        </section>
      ))}
    </>
  );
}

/** Where a setting stands on the page. */
export function editorId({
  projectId,
  name,
}: {
  readonly projectId?: string;
  readonly name: SettingName;
}): string {
  return `policy-${projectId ?? 'site'}-${name}`;
}
