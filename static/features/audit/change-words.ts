import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import { settingWords } from '../policy/setting-words';
import { SETTINGS } from '../policy/settings';
import type { Translate } from '../../i18n/use-translate';
import type { ProjectNames } from './entry-words';

/** One change of the policy in one line, for a file: “Whole site, Denied domains: None → evil.example”. */
export function changeWords(change: PolicyChange, projects: ProjectNames, t: Translate): string {
  const { rule, before, after } = change;
  const label = t(rule === 'enabled' ? 'policy.enabled' : SETTINGS[rule].label);
  const place = placeWords(change, projects, t);
  const values = `${valueWords(rule, before, t)} → ${valueWords(rule, after, t)}`;
  return `${t.list([place, label])}${t('ui.colon')}${values}`;
}

function placeWords({ projectId, layer }: PolicyChange, projects: ProjectNames, t: Translate): string {
  if (projectId === undefined) return t('audit.whole-site');
  const name = projects.get(projectId) ?? projectId;
  return layer === 'own' ? t('policy.place.own', { name }) : name;
}

function valueWords(rule: PolicyChange['rule'], value: unknown, t: Translate): string {
  if (value === undefined) return t('policy.inherited');
  if (rule === 'enabled') return t(value === true ? 'policy.enabled.on' : 'policy.enabled.off');
  return settingWords(rule, value, t);
}
