import Button from '@atlaskit/button/new';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type {
  RuleRef,
  ReconciledProject,
  ReconcileRule,
  ReconcileView,
} from '../../../src/contract/reconcile';
import { isSameRule } from '../../../src/contract/reconcile';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import { LimitField } from './limit-field';
import { projectName } from '../../ui/project-name';
import { RuleRow, SwitchQuestion } from './rule-row';
import { useShowMore } from './show-more';
import type { ChangeReconcile, LoadLists } from './use-upkeep';

interface Shown {
  readonly project: ReconciledProject;
  readonly rule: ReconcileRule;
}

/** The domain rules of the policy, what each would do with customers who came another way, and its switch. */
export function RulesSection({
  view,
  lists,
  onChange,
  onReload,
  onPolicy,
}: {
  readonly view: ReconcileView;
  readonly lists: LoadLists;
  readonly onChange: ChangeReconcile;
  readonly onReload: () => void;
  readonly onPolicy: () => void;
}): ReactElement {
  const t = useTranslate();
  const [asking, setAsking] = useState<RuleRef>();
  const [told, setTold] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  const all = view.projects.flatMap((project) => project.rules.map((rule) => ({ project, rule })));
  const { shown, more } = useShowMore(all);

  const close = (words = ''): void => {
    setAsking(undefined);
    setTold(words);
    title.current?.focus();
  };
  const set = async (wanted: Shown, on: boolean) => {
    const ref = refOf(wanted);
    const others = view.on.filter((each) => !isSameRule(each, ref));
    const error = await onChange('upkeep.save', {
      version: view.version,
      on: on ? [...others, ref] : others,
      changesMax: view.changesMax,
    });
    if (!error) close(t(on ? 'upkeep.rule.switched-on' : 'upkeep.rule.switched-off'));
    return error;
  };
  return (
    <section className="stack" aria-labelledby="upkeep-rules-title">
      <h3 id="upkeep-rules-title" className="section-title" ref={title} tabIndex={-1}>
        {t('upkeep.rules.title')}
      </h3>
      <p className="plain-text measure">{t('upkeep.rules.intro')}</p>
      <p className="plain-text told" role="status">
        {told}
      </p>
      {shown.length === 0 ? (
        <div className="row">
          <span>{t('upkeep.rules.none')}</span>
          <Button spacing="compact" onClick={onPolicy}>
            {t('upkeep.rules.go')}
          </Button>
        </div>
      ) : (
        <>
          <table className="table upkeep-rules" aria-labelledby="upkeep-rules-title">
            <thead>
              <tr>
                <th scope="col">{t('upkeep.rule.column.rule')}</th>
                <th scope="col">{t('upkeep.rule.column.found')}</th>
                <th scope="col">{t('upkeep.rule.column.state')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((each) => (
                <RuleRow
                  key={JSON.stringify(refOf(each))}
                  {...each}
                  lists={lists}
                  question={
                    asking &&
                    isSameRule(asking, refOf(each)) && (
                      <SwitchQuestion
                        {...each}
                        changesMax={view.changesMax}
                        onConfirm={() => set(each, !each.rule.on)}
                        onCancel={() => close()}
                        onGone={onReload}
                      />
                    )
                  }
                  onSwitch={() => {
                    setTold('');
                    setAsking(refOf(each));
                  }}
                />
              ))}
            </tbody>
          </table>
          {more}
          <LimitField view={view} onChange={onChange} onReload={onReload} />
        </>
      )}
      <Notes view={view} t={t} />
    </section>
  );
}

function refOf({ project: { projectId }, rule: { domain, organization } }: Shown): RuleRef {
  return { projectId, domain, organizationId: organization.id };
}

/** What keeps rules from being applied. */
function Notes({ view, t }: { readonly view: ReconcileView; readonly t: Translate }): ReactElement | null {
  const notes = view.projects.flatMap((project) => {
    const { found } = project;
    if (!found) return [];
    const name = projectName(project);
    if (found.reason)
      return [`${t('upkeep.refused', { project: name })} ${t.explain({ code: found.reason })}`];
    return [
      found.listed === 0 ? t('upkeep.open', { project: name }) : '',
      found.listed > 0 && found.hidden > 0 ? t('upkeep.hidden', { project: name, count: found.hidden }) : '',
      found.skipped > 0 ? t('upkeep.skipped', { project: name, count: found.skipped }) : '',
    ].filter(Boolean);
  });
  const { shown, more } = useShowMore(notes);
  if (notes.length === 0) return null;
  return (
    <>
      <ul className="plain-list stack-close">
        {shown.map((note) => (
          <li key={note} className="quiet">
            {note}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}
