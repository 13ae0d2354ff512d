import { Fragment } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import { itemWords, settingWords } from './setting-words';
import { SETTINGS } from './settings';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import './policy-changes.css';

/** What a project is called; its id where the name is unknown. */
export type ProjectName = (projectId: ProjectId) => string;

/** What differs between two policies, in words: place by place, what was and what is. */
export function PolicyChangeList({
  changes,
  projectName,
  theirs = [],
}: {
  readonly changes: readonly PolicyChange[];
  readonly projectName: ProjectName;
  /** What another admin changed: where both are about one thing, that is marked. */
  readonly theirs?: readonly PolicyChange[] | undefined;
}): ReactElement {
  const t = useTranslate();
  const places = [...new Set(changes.map(placeOf))];
  return (
    <div className="stack-close policy-changes">
      {places.map((place) => {
        const here = changes.filter((change) => placeOf(change) === place);
        const [first] = here;
        return (
          <Fragment key={place}>
            <p className="change-place">{first && placeWords(first, projectName, t)}</p>
            <ul className="plain-list change-list">
              {here.map((change) => (
                <li key={change.rule}>
                  <Change change={change} />
                  {theirs.some((their) => isSameThing(their, change)) && (
                    <span className="change-both">{t('policy.change.both')}</span>
                  )}
                </li>
              ))}
            </ul>
          </Fragment>
        );
      })}
    </div>
  );
}

function Change({ change }: { readonly change: PolicyChange }): ReactElement {
  const t = useTranslate();
  const { rule, before, after } = change;
  const label = rule === 'enabled' ? t('policy.enabled') : t(SETTINGS[rule].label);
  const items = rule === 'enabled' ? undefined : listChange(change, t);
  return (
    <>
      <span className="change-label">{label}</span>
      {items ? (
        <>
          {items.added.length > 0 && (
            <span className="break">
              {t('policy.change.added')} <ins>{t.list(items.added)}</ins>
            </span>
          )}
          {items.removed.length > 0 && (
            <span className="break">
              {t('policy.change.removed')} <del>{t.list(items.removed)}</del>
            </span>
          )}
        </>
      ) : (
        <span className="break">
          <span className="hidden-text">{t('policy.change.before')} </span>
          <del>{valueWords(change, before, t)}</del> <span aria-hidden="true">→</span>{' '}
          <span className="hidden-text">{t('policy.change.after')} </span>
          <ins>{valueWords(change, after, t)}</ins>
        </span>
      )}
    </>
  );
}

/** Of two lists that both hold something, what came and what went: the rest need not be read again. */
function listChange(
  { rule, before, after }: PolicyChange,
  t: Translate,
): { readonly added: readonly string[]; readonly removed: readonly string[] } | undefined {
  if (rule === 'enabled') return undefined;
  const was = itemWords(rule, before, t);
  const is = itemWords(rule, after, t);
  if (!was?.length || !is?.length) return undefined;
  const [added, removed] = [
    is.filter((each) => !was.includes(each)),
    was.filter((each) => !is.includes(each)),
  ];
  return added.length + removed.length > 0 ? { added, removed } : undefined;
}

function valueWords({ rule }: PolicyChange, value: unknown, t: Translate): string {
  if (value === undefined) return t('policy.inherited');
  if (rule === 'enabled') return t(value === true ? 'policy.enabled.on' : 'policy.enabled.off');
  return settingWords(rule, value, t);
}

function isSameThing(one: PolicyChange, other: PolicyChange): boolean {
  return one.rule === other.rule && one.projectId === other.projectId && one.layer === other.layer;
}

function placeOf({ projectId, layer }: PolicyChange): string {
  return `${projectId ?? ''} ${layer === 'own' ? layer : ''}`;
}

function placeWords({ projectId, layer }: PolicyChange, projectName: ProjectName, t: Translate): string {
  if (projectId === undefined) return t('audit.whole-site');
  const name = projectName(projectId);
  return layer === 'own' ? t('policy.place.own', { name }) : name;
}
