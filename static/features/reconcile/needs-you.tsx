import type { ReactElement } from 'react';
import type { ReconcileView } from '../../../src/contract/reconcile';
import { useTranslate } from '../../i18n/use-translate';
import { JumpLink } from '../../ui/jump-link';
import { needsOf } from './needs';
import type { EndedSoFar } from './needs';

/** What the last look leaves to a person; each leads to its list. Before the first look there is nothing to say. */
export function NeedsYou({
  view,
  ended,
}: {
  readonly view: ReconcileView;
  /** `undefined` where it could not be loaded: its section says so. */
  readonly ended: EndedSoFar | undefined;
}): ReactElement | null {
  const t = useTranslate();
  const needs = needsOf(view, ended ?? { count: 0, isOpen: false }, t);
  if (needs.length === 0 && view.round.endedAt === undefined) return null;
  return (
    <section className="question stack-close" aria-labelledby="upkeep-needs-title">
      <h3 id="upkeep-needs-title" className="question-title">
        {t('upkeep.needs.title')}
      </h3>
      {needs.length > 0 && (
        <ul className="plain-list stack-close">
          {needs.map(({ sectionId, words }) => (
            <li key={words}>
              <JumpLink to={sectionId}>{words}</JumpLink>
            </li>
          ))}
        </ul>
      )}
      {ended?.isOpen === true && ended.count === 0 && <p className="quiet">{t('upkeep.needs.searching')}</p>}
      {needs.length === 0 && ended?.isOpen === false && (
        <p className="plain-text">{t('upkeep.needs.none')}</p>
      )}
    </section>
  );
}
