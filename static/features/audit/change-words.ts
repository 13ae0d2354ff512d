import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import { settingWords } from '../policy/setting-words';
import { SETTINGS } from '../policy/settings';
import type { Words } from '../../i18n/words';
import type { ProjectNames } from './entry-words';

/** One change of the policy in one line, for a file: “Whole site, Denied domains: None → evil.example”. */
export function changeWords(change: PolicyChange, projects: ProjectNames, say: Words): string {
  const { rule, before, after } = change;
  const label = say(rule === 'enabled' ? 'policy.enabled' : SETTINGS[rule].label);
  const place = placeWords(change, projects, say);
  const values = `${valueWords(rule, before, say)} → ${valueWords(rule, after, say)}`;
  return `${say.list([place, label])}${say('ui.colon')}${values}`;
}

function placeWords({ projectId, layer }: PolicyChange, projects: ProjectNames, say: Words): string {
  if (projectId === undefined) return say('audit.whole-site');
  const name = projects.get(projectId) ?? projectId;
  return layer === 'own' ? say('policy.place.own', { name }) : name;
}

function valueWords(rule: PolicyChange['rule'], value: unknown, say: Words): string {
  if (value === undefined) return say('policy.inherited');
  if (rule === 'enabled') return say(value === true ? 'policy.enabled.on' : 'policy.enabled.off');
  return settingWords(rule, value, say);
}
