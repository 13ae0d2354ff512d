import type { ReconcileView } from '../../../src/contract/reconcile';
import type { Translate } from '../../i18n/use-translate';

/** Customers whose access ended, as far as the search for them has come. */
export interface EndedSoFar {
  readonly count: number;
  /** Whether there can be more. */
  readonly isOpen: boolean;
}

/** Something that a Jira admin may want to act on. */
export interface Need {
  /** The title of the section that lists it. */
  readonly sectionId: string;
  readonly words: string;
}

/** What the last look leaves to a person, the most pressing first. What there is none of is left out. */
export function needsOf(view: ReconcileView, ended: EndedSoFar, t: Translate): readonly Need[] {
  const found = view.projects.flatMap((project) => project.found ?? []);
  const rules = view.projects.flatMap((project) => project.rules).filter(({ on, seen }) => seen && !on);
  const unusedMore = found.some((each) => each.unusedMore);
  const all = [
    ['upkeep-rules-title', 'refused', found.filter(({ reason }) => reason !== undefined).length],
    ['upkeep-rules-title', 'rules', sum(rules.map(({ outside }) => outside))],
    ['upkeep-gone-title', 'gone', sum(found.map(({ goneCount }) => goneCount))],
    ['upkeep-gone-title', 'uncompared', sum(found.map(({ uncompared }) => uncompared))],
    ['upkeep-ended-title', ended.isOpen ? 'ended.least' : 'ended', ended.count],
    ['upkeep-unused-title', unusedMore ? 'unused.least' : 'unused', sum(found.map(({ unused }) => unused))],
    ['upkeep-keys-title', 'keys', view.staleKeys.length],
  ] as const;
  return all
    .filter(([, , count]) => count > 0)
    .map(([sectionId, kind, count]) => ({ sectionId, words: t(`upkeep.needs.${kind}`, { count }) }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
