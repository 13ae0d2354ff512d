import type { ReactElement } from 'react';
import { useTranslate } from '../../i18n/use-translate';
import { SECTIONS } from './settings';

/** Jumps to the sections of a long form. The focus goes along: who reads by ear hears where they are. */
export function SectionLinks({ hasProjects }: { readonly hasProjects: boolean }): ReactElement {
  const t = useTranslate();
  const links = [
    ...SECTIONS.map(({ name }) => ({ id: `policy-${name}`, label: t(`policy.section.${name}`) })),
    ...(hasProjects ? [{ id: 'policy-projects', label: t('policy.projects.title') }] : []),
  ];
  return (
    <nav aria-label={t('policy.sections')}>
      <ul className="plain-list section-links">
        {links.map(({ id, label }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="link-button"
              onClick={(event) => {
                // The address belongs to the tabs.
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
