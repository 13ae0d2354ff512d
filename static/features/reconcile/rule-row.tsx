import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { Fragment, useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import type { ReconciledProject, ReconcileRule } from '../../../src/contract/reconcile';
import { Question } from '../../ui/question';
import { reasonWords } from '../../ui/reason-words';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import { projectName } from '../../ui/project-name';
import { LoadedLists } from './found-lists';
import type { LoadLists, NamedLists } from './use-upkeep';

const COLUMNS = 3;

/** One rule: what was found, whom it is about, and its switch. */
export function RuleRow({
  project,
  rule,
  lists,
  question,
  onSwitch,
}: {
  readonly project: ReconciledProject;
  readonly rule: ReconcileRule;
  readonly lists: LoadLists;
  readonly question: ReactNode;
  readonly onSwitch: () => void;
}): ReactElement {
  const t = useTranslate();
  const { domain, organization, on } = rule;
  const name = t('upkeep.rule.name', { domain, organization: organization.name });
  return (
    <Fragment>
      <tr>
        <td data-label={t('upkeep.rule.column.rule')}>
          <div className="break">
            <strong>
              <Given>{name}</Given>
            </strong>
            <br />
            <span className="quiet">{projectName(project)}</span>
          </div>
        </td>
        <td data-label={t('upkeep.rule.column.found')}>
          <div className="stack-close">
            {foundWords(rule, t).map((words) => (
              <span key={words}>{words}</span>
            ))}
            {rule.named > 0 && <Customers project={project} rule={rule} name={name} lists={lists} />}
          </div>
        </td>
        <td data-label={t('upkeep.rule.column.state')}>
          <div className="row">
            <Lozenge appearance={on ? 'success' : 'default'}>
              {t(on ? 'upkeep.rule.on' : 'upkeep.rule.off')}
            </Lozenge>
            <Button
              spacing="compact"
              // No access is given before it is known to whom.
              isDisabled={Boolean(question) || (!on && !rule.seen)}
              onClick={onSwitch}
              aria-label={t(on ? 'upkeep.rule.switch-off.of' : 'upkeep.rule.switch-on.of', { rule: name })}
            >
              {t(on ? 'upkeep.rule.switch-off' : 'upkeep.rule.switch-on')}
            </Button>
          </div>
        </td>
      </tr>
      {question && (
        <tr>
          <td className="whole-row" colSpan={COLUMNS}>
            {question}
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function foundWords(rule: ReconcileRule, t: Translate): readonly string[] {
  const { on, seen, outside, waiting, added, reason } = rule;
  if (!seen) return [t('upkeep.rule.unseen')];
  const words = [
    added > 0 ? t('upkeep.rule.added', { count: added }) : '',
    outside > 0 ? t(on ? 'upkeep.rule.next' : 'upkeep.rule.outside', { count: outside }) : '',
    waiting > 0 ? t('upkeep.rule.waiting', { count: waiting }) : '',
    reason ? reasonWords(reason, t, {}) : '',
  ].filter(Boolean);
  return words.length > 0 ? words : [t('upkeep.rule.nobody')];
}

/** The first of those who would be added, once they are asked for. */
function Customers({
  project,
  rule,
  name,
  lists,
}: {
  readonly project: ReconciledProject;
  readonly rule: ReconcileRule;
  readonly name: string;
  readonly lists: LoadLists;
}): ReactElement {
  const t = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className="stack-close">
      <div>
        <button
          type="button"
          className="link-button"
          aria-expanded={open}
          aria-controls={id}
          aria-label={t(open ? 'upkeep.rule.hide.of' : 'upkeep.rule.show.of', { rule: name })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'upkeep.rule.hide' : 'upkeep.rule.show')}
        </button>
      </div>
      <div id={id} hidden={!open}>
        {open && (
          <LoadedLists
            project={project}
            lists={lists}
            show={(_project, found) => <p className="plain-text break">{namesOf(rule, found, t)}</p>}
          />
        )}
      </div>
    </div>
  );
}

function namesOf(
  { domain, organization, outside }: ReconcileRule,
  { rules, names }: NamedLists,
  t: Translate,
): string {
  const { customers = [] } =
    rules.find((rule) => rule.domain === domain && rule.organizationId === organization.id) ?? {};
  const others = outside - customers.length;
  return t.list([
    ...customers.map((accountId) => names.get(accountId) ?? t('admin.person.unknown')),
    ...(others > 0 ? [t('upkeep.rule.others', { count: others })] : []),
  ]);
}

/** Asks before a rule is switched: on, it gives people access. */
export function SwitchQuestion({
  project,
  rule: { domain, organization, on, outside },
  changesMax,
  onConfirm,
  onCancel,
  onGone,
}: {
  readonly project: ReconciledProject;
  readonly rule: ReconcileRule;
  readonly changesMax: number;
  readonly onConfirm: () => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
  readonly onGone: () => void;
}): ReactElement {
  const t = useTranslate();
  const names = { domain, organization: organization.name };
  return (
    <Question
      title={t(on ? 'upkeep.rule.ask-off.title' : 'upkeep.rule.ask.title', names)}
      confirm={t(on ? 'upkeep.rule.switch-off' : 'upkeep.rule.switch-on')}
      onConfirm={onConfirm}
      onCancel={onCancel}
      gone={['upkeep-changed-meanwhile']}
      onGone={onGone}
    >
      {on ? (
        <p className="plain-text measure">{t('upkeep.rule.ask-off.body')}</p>
      ) : (
        <>
          <p className="plain-text measure">
            {t('upkeep.rule.ask.body', {
              domain,
              organization: organization.name,
              project: projectName(project),
              count: outside,
            })}
          </p>
          <p className="plain-text measure">{t('upkeep.rule.ask.limit', { count: changesMax })}</p>
        </>
      )}
    </Question>
  );
}
