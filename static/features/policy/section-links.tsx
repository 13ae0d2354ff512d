import type { ReactElement } from 'react';
import { useTranslate } from '../../i18n/use-translate';
import { JumpLink } from '../../ui/jump-link';
import { SECTIONS } from './settings';

/** Jumps to the sections of a long form. */
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
            <JumpLink to={id}>{label}</JumpLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
