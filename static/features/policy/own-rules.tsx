import Checkbox from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import type { RuleName, Rules } from '../../../src/domain/policy/rules';
import { canTighten } from '../../../src/domain/policy/tighten';
import type { MessageKey } from '../../../src/i18n/translate';
import type { OrganizationOption } from '../../platform/jira';
import { useTranslate } from '../../i18n/use-translate';
import { offeredOptions, outsideBounds } from './bounds';
import { fieldOf, readField } from './fields';
import type { Field, Fields, Problem } from './fields';
import { settingWords } from './setting-words';
import { SettingEditor } from './setting-editor';
import { RULE_NAMES, SETTINGS } from './settings';

/** Words for the layer below, and for setting a rule apart from it. */
interface LayerWords {
  readonly inherits: MessageKey;
  /** Said once, above the boxes; and of each rule, to those who listen. */
  readonly set: MessageKey;
  readonly setOf: MessageKey;
}

/** The rules of one project: each as it is inherited, with a box to tick that opens its editor. */
export function OwnRules({
  idPrefix,
  words,
  inherited,
  fields,
  bounded = 'free',
  checked,
  organizations,
  onFields,
}: {
  readonly idPrefix: string;
  readonly words: LayerWords;
  readonly inherited: Rules;
  /** Those that are set. */
  readonly fields: Fields;
  /** `stricter`: only what the inherited rules allow can be chosen. */
  readonly bounded?: 'free' | 'stricter';
  readonly checked: boolean;
  readonly organizations: () => Promise<readonly OrganizationOption[]>;
  readonly onFields: (fields: Fields) => void;
}): ReactElement {
  const t = useTranslate();
  const set = (name: RuleName, field: Field | undefined): void => {
    const others = Object.entries(fields).filter(([each]) => each !== name);
    onFields(Object.fromEntries(field ? [...others, [name, field]] : others));
  };
  return (
    <div className="own-rules">
      <div className="own-rule-line own-rules-head" aria-hidden="true">
        <span>{t('project.rule')}</span>
        <span>{t(words.set)}</span>
      </div>
      {RULE_NAMES.map((name) => {
        const id = `${idPrefix}-${name}`;
        const field = fields[name];
        const isOpen = bounded === 'free' || field !== undefined || canTighten(name, inherited);
        return (
          <div className="own-rule stack-close" key={name} role="group" aria-labelledby={`${id}-title`}>
            <div className="own-rule-line">
              <div className="stack-close">
                <p className="field-label" id={`${id}-title`}>
                  {t(SETTINGS[name].label)}
                </p>
                <p className="plain-text break">
                  {t(words.inherits, { value: settingWords(name, inherited[name], t) })}
                </p>
                {!isOpen && (
                  <p className="quiet">
                    {t(name === 'domainOrganizations' ? 'policy.own.admins' : 'policy.own.closed')}
                  </p>
                )}
              </div>
              {isOpen && (
                <Checkbox
                  label={
                    <span className="hidden-text">{t(words.setOf, { rule: t(SETTINGS[name].label) })}</span>
                  }
                  isChecked={field !== undefined}
                  onChange={(event) =>
                    set(name, event.target.checked ? fieldOf(name, inherited[name]) : undefined)
                  }
                />
              )}
            </div>
            {field && (
              <div className="own-editor">
                <SettingEditor
                  id={id}
                  name={name}
                  field={field}
                  offered={bounded === 'stricter' ? offeredOptions(name, inherited) : undefined}
                  checked={checked}
                  problem={bounded === 'stricter' ? outside(name, field, inherited) : undefined}
                  organizations={organizations}
                  onField={(next) => set(name, next)}
                />
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** What a field asks for beyond the site's rule. */
function outside(name: RuleName, field: Field, site: Rules): Problem | undefined {
  const read = readField(name, field);
  return read.ok ? outsideBounds(name, { [name]: read.value }, site) : undefined;
}
