import type { ReactElement } from 'react';
import { useTranslate } from '../../i18n/use-translate';
import Notice from '../../ui/notice';
import type { OpenedVersion } from './open-version';
import { SETTINGS } from './settings';

/** Which version is in the form, and what of it cannot be as it was. */
export function RestoredNotice({
  version: { at, goneProjects, goneOrganizations, missing },
  isSame,
}: {
  readonly version: OpenedVersion;
  /** Whether it says what the policy says now. */
  readonly isSame: boolean;
}): ReactElement {
  const t = useTranslate();
  const later = missing.map((rule) => t(SETTINGS[rule].label));
  const notes = [
    goneProjects.length > 0 && t('policy.versions.gone.spaces', { names: t.list(goneProjects) }),
    goneOrganizations.length > 0 &&
      t('policy.versions.gone.organizations', { names: t.list(goneOrganizations) }),
    later.length > 0 && t('policy.versions.missing', { names: t.list(later) }),
  ].filter((note) => note !== false);
  const title = at
    ? t('policy.versions.restored', { date: t.dateTime(at) })
    : t('policy.versions.restored.undated');
  return (
    <div role="status">
      <Notice kind={notes.length > 0 ? 'warning' : 'information'} title={title}>
        <div className="stack-close">
          <p className="plain-text">
            {t(isSame ? 'policy.versions.restored.same' : 'policy.versions.restored.next')}
          </p>
          {notes.map((note) => (
            <p className="plain-text break" key={note}>
              {note}
            </p>
          ))}
        </div>
      </Notice>
    </div>
  );
}
