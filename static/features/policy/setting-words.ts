import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import { isolated } from '../../i18n/isolate';
import type { Translate } from '../../i18n/use-translate';
import { SETTINGS } from './settings';
import type { Editor, SettingName } from './setting';
import { valueOf } from './value';

/** What a setting says, in words: “Agents of the project”, “acme.example, globex.example”, “20 a day”. */
export function settingWords(name: SettingName, value: unknown, t: Translate): string {
  const items = itemWords(name, value, t);
  if (items) return items.length > 0 ? t.list(items) : noneWords(SETTINGS[name].editor, t);
  const { editor } = SETTINGS[name];
  const known = valueOf(name, value);
  if (known?.kind === 'switch' && editor.kind === 'switch') return t(known.value ? editor.on : editor.off);
  if (known?.kind === 'one' && editor.kind === 'one') return optionWords(editor.options, known.value, t);
  if (known?.kind === 'number' && editor.kind === 'number') {
    return known.value === null ? noneWords(editor, t) : t(editor.words, { count: known.value });
  }
  return t('policy.value.unknown');
}

/** The entries of a list, each in words; `undefined` where the setting is no list. */
export function itemWords(name: SettingName, value: unknown, t: Translate): string[] | undefined {
  const { editor } = SETTINGS[name];
  const known = valueOf(name, value);
  switch (known?.kind) {
    case 'many':
      return known.value.map((each) => optionWords(editor.kind === 'many' ? editor.options : {}, each, t));
    case 'domains':
      return [...known.value];
    case 'organizations':
      return known.value.map(nameOf);
    case 'routes':
      return known.value.map(({ domain, organization }) => `${domain} → ${isolated(organization.name)}`);
    case 'one':
    case 'switch':
    case 'number':
    case undefined:
      return undefined;
  }
}

function optionWords(
  options: Extract<Editor, { kind: 'one' }>['options'],
  value: string,
  t: Translate,
): string {
  const label = Object.hasOwn(options, value) ? options[value] : undefined;
  return label ? t(label) : value;
}

function noneWords(editor: Editor, t: Translate): string {
  return t(('none' in editor ? editor.none : undefined) ?? 'policy.value.unknown');
}

function nameOf({ name }: OrganizationChoice): string {
  return name;
}
