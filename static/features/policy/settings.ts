import { IMPORT_PEOPLE_MAX } from '../../../src/domain/limits';
import { AUDIT_DAYS_MAX } from '../../../src/domain/policy/policy';
import type { Policy, RuleName } from '../../../src/domain/policy/policy';
import type { MessageKey } from '../../../src/i18n/translate';

/** Everything that a policy says about the site: its rules, and what holds beside them. */
export type SettingName = RuleName | Extract<keyof Policy, 'auditDays' | 'projectAdminsMakeKeys'>;

/** As the contract takes it for a daily quota. */
const DAILY_MAX = 100_000;

export interface Option {
  readonly value: string;
  readonly label: MessageKey;
}

/** How a setting is edited, and the words for what it says. `none` stands for an empty list or field. */
export type Editor =
  | { readonly kind: 'many'; readonly options: readonly Option[]; readonly none: MessageKey }
  | { readonly kind: 'one'; readonly options: readonly Option[] }
  | { readonly kind: 'domains'; readonly none: MessageKey }
  | { readonly kind: 'organizations'; readonly none: MessageKey }
  /** Domains, each with the organization where its customers go. */
  | { readonly kind: 'routes'; readonly none: MessageKey }
  | {
      readonly kind: 'switch';
      readonly action: MessageKey;
      readonly on: MessageKey;
      readonly off: MessageKey;
    }
  /** Without `none`, a number must be given. */
  | { readonly kind: 'number'; readonly max: number; readonly words: MessageKey; readonly none?: MessageKey };

export interface Setting {
  readonly label: MessageKey;
  readonly help?: MessageKey;
  readonly editor: Editor;
}

/** What there is to set. The forms, the overrides of a project and the words of a change are all made from this. */
export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  mayInvite: {
    label: 'policy.inviters',
    help: 'policy.inviters.help',
    editor: {
      kind: 'many',
      options: [
        { value: 'agents', label: 'policy.inviters.agents' },
        { value: 'projectAdmins', label: 'policy.inviters.project-admins' },
        { value: 'permission', label: 'policy.inviters.permission' },
      ],
      none: 'policy.inviters.none',
    },
  },
  dailyPerPerson: {
    label: 'policy.per-person',
    help: 'policy.daily.help',
    editor: { kind: 'number', max: DAILY_MAX, words: 'policy.daily', none: 'policy.daily.none' },
  },
  dailyPerProject: {
    label: 'policy.per-project',
    help: 'policy.daily.help',
    editor: { kind: 'number', max: DAILY_MAX, words: 'policy.daily', none: 'policy.daily.none' },
  },
  importMax: {
    label: 'policy.import-max',
    help: 'policy.import-max.help',
    editor: {
      kind: 'number',
      max: IMPORT_PEOPLE_MAX,
      words: 'policy.import-max.words',
      none: 'policy.import-max.none',
    },
  },
  importConfirmFrom: {
    label: 'policy.import-confirm',
    help: 'policy.import-confirm.help',
    editor: { kind: 'number', max: IMPORT_PEOPLE_MAX, words: 'policy.import-confirm.words' },
  },
  allowedDomains: {
    label: 'policy.allowed',
    help: 'policy.allowed.help',
    editor: { kind: 'domains', none: 'policy.allowed.none' },
  },
  deniedDomains: {
    label: 'policy.denied',
    help: 'policy.denied.help',
    editor: { kind: 'domains', none: 'policy.denied.none' },
  },
  accounts: {
    label: 'policy.accounts',
    editor: {
      kind: 'one',
      options: [
        { value: 'create', label: 'policy.accounts.create' },
        { value: 'existing', label: 'policy.accounts.existing' },
      ],
    },
  },
  email: {
    label: 'policy.email',
    editor: {
      kind: 'one',
      options: [
        { value: 'always', label: 'policy.email.always' },
        { value: 'choice', label: 'policy.email.choice' },
        { value: 'never', label: 'policy.email.never' },
      ],
    },
  },
  organizations: {
    label: 'policy.organizations',
    editor: {
      kind: 'one',
      options: [
        { value: 'none', label: 'policy.organizations.none' },
        { value: 'linked', label: 'policy.organizations.linked' },
        { value: 'any', label: 'policy.organizations.any' },
      ],
    },
  },
  onlyOrganizations: {
    label: 'policy.only',
    help: 'policy.only.help',
    editor: { kind: 'organizations', none: 'policy.only.none' },
  },
  createOrganizations: {
    label: 'policy.new-organizations',
    editor: {
      kind: 'switch',
      action: 'policy.new-organizations.action',
      on: 'policy.new-organizations.on',
      off: 'policy.new-organizations.off',
    },
  },
  domainOrganizations: {
    label: 'policy.routes',
    help: 'policy.routes.help',
    editor: { kind: 'routes', none: 'policy.routes.none' },
  },
  auditDays: {
    label: 'policy.audit-days',
    help: 'policy.audit-days.help',
    editor: { kind: 'number', max: AUDIT_DAYS_MAX, words: 'policy.audit-days.words' },
  },
  projectAdminsMakeKeys: {
    label: 'policy.project-keys',
    help: 'policy.project-keys.help',
    editor: {
      kind: 'switch',
      action: 'policy.project-keys.action',
      on: 'policy.project-keys.on',
      off: 'policy.project-keys.off',
    },
  },
};

export interface Section {
  readonly name: 'inviters' | 'customers' | 'organizations' | 'oversight';
  readonly settings: readonly SettingName[];
}

/** In the order in which they stand. */
export const SECTIONS: readonly Section[] = [
  {
    name: 'inviters',
    settings: ['mayInvite', 'dailyPerPerson', 'dailyPerProject', 'importMax', 'importConfirmFrom'],
  },
  { name: 'customers', settings: ['allowedDomains', 'deniedDomains', 'accounts', 'email'] },
  {
    name: 'organizations',
    settings: ['organizations', 'onlyOrganizations', 'createOrganizations', 'domainOrganizations'],
  },
  { name: 'oversight', settings: ['auditDays', 'projectAdminsMakeKeys'] },
];

/** The rules that a project can have of its own: all but what concerns the site as a whole. */
export const RULE_NAMES: readonly RuleName[] = SECTIONS.flatMap(({ settings }) => settings.filter(isRule));

function isRule(name: SettingName): name is RuleName {
  return name !== 'auditDays' && name !== 'projectAdminsMakeKeys';
}

/** What there is to choose from, for a setting with a fixed choice. */
export function settingOptions(name: SettingName): readonly Option[] {
  const { editor } = SETTINGS[name];
  return editor.kind === 'many' || editor.kind === 'one' ? editor.options : [];
}
