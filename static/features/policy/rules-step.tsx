import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Policy } from '../../../src/domain/policy/policy';
import { ruleChanges } from '../../../src/domain/policy/policy-changes';
import { DEFAULT_RULES } from '../../../src/domain/policy/rules';
import { Step } from '../../ui/step';
import { useTranslate } from '../../i18n/use-translate';
import { policySummary } from './summary';

/** Sentences of the summary that say the most. */
const SENTENCES = 2;

/** What holds, and the way to change it. Done where an admin chose the rules, or invitations went by them already. */
export function RulesStep({
  policy,
  isInUse,
  onPolicy,
}: {
  readonly policy: Policy;
  readonly isInUse: boolean;
  readonly onPolicy: () => void;
}): ReactElement {
  const t = useTranslate();
  const isDone = areRulesChosen(policy) || isInUse;
  return (
    <Step
      number={3}
      title={t('admin.step.rules')}
      isDone={isDone}
      state={
        <div className="stack-close">
          <p className="plain-text">{t.sentences(policySummary(policy, t).slice(0, SENTENCES))}</p>
          {!isDone && <p className="quiet">{t('admin.step.rules.default')}</p>}
        </div>
      }
      action={<Button onClick={onPolicy}>{t('admin.step.rules.edit')}</Button>}
    />
  );
}

/** Whether the rules are other than those of a new site. */
export function areRulesChosen({ rules }: Policy): boolean {
  return ruleChanges(DEFAULT_RULES, rules, {}).length > 0;
}
