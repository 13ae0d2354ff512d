import { AUDIT_DAYS_MAX } from '../../../src/domain/limits';
import { RULES } from '../../../src/domain/policy/rules';
import type { RuleName } from '../../../src/domain/policy/rules';
import type { Option, SectionName, Setting, SettingName, Settings } from './setting';

/**
 * What there is to set, in the order in which it stands. The forms, the overrides of a project and the words of a change
 * are all made from this.
 */
const ALL: Settings = {
  mayInvite: {
    section: 'inviters',
    label: 'policy.inviters',
    help: 'policy.inviters.help',
    editor: {
      kind: 'many',
      options: {
        agents: 'policy.inviters.agents',
        projectAdmins: 'policy.inviters.project-admins',
        permission: 'policy.inviters.permission',
      },
      none: 'policy.inviters.none',
    },
  },
  dailyPerPerson: {
    section: 'inviters',
    label: 'policy.per-person',
    help: 'policy.daily.help',
    editor: { ...RULES.dailyPerPerson.editor, words: 'policy.daily', none: 'policy.daily.none' },
  },
  dailyPerProject: {
    section: 'inviters',
    label: 'policy.per-project',
    help: 'policy.daily.help',
    editor: { ...RULES.dailyPerProject.editor, words: 'policy.daily', none: 'policy.daily.none' },
  },
  importMax: {
    section: 'inviters',
    label: 'policy.import-max',
    help: 'policy.import-max.help',
    editor: {
      ...RULES.importMax.editor,
      words: 'policy.import-max.words',
      none: 'policy.import-max.none',
    },
  },
  importConfirmFrom: {
    section: 'inviters',
    label: 'policy.import-confirm',
    help: 'policy.import-confirm.help',
    editor: { ...RULES.importConfirmFrom.editor, words: 'policy.import-confirm.words' },
  },
  mayRemove: {
    section: 'inviters',
    label: 'policy.may-remove',
    help: 'policy.may-remove.help',
    editor: {
      kind: 'one',
      options: {
        own: 'policy.may-remove.own',
        all: 'policy.may-remove.all',
        none: 'policy.may-remove.none',
      },
    },
  },
  leavers: {
    section: 'inviters',
    label: 'policy.leavers',
    help: 'policy.leavers.help',
    editor: {
      kind: 'one',
      options: {
        added: 'policy.leavers.added',
        all: 'policy.leavers.all',
        none: 'policy.leavers.none',
      },
    },
  },
  allowedDomains: {
    section: 'customers',
    label: 'policy.allowed',
    help: 'policy.allowed.help',
    editor: { kind: 'domains', none: 'policy.allowed.none' },
  },
  deniedDomains: {
    section: 'customers',
    label: 'policy.denied',
    help: 'policy.denied.help',
    editor: { kind: 'domains', none: 'policy.denied.none' },
  },
  accounts: {
    section: 'customers',
    label: 'policy.accounts',
    editor: {
      kind: 'one',
      options: {
        create: 'policy.accounts.create',
        existing: 'policy.accounts.existing',
      },
    },
  },
  email: {
    section: 'customers',
    label: 'policy.email',
    editor: {
      kind: 'one',
      options: {
        always: 'policy.email.always',
        choice: 'policy.email.choice',
        never: 'policy.email.never',
      },
    },
  },
  organizations: {
    section: 'organizations',
    label: 'policy.organizations',
    editor: {
      kind: 'one',
      options: {
        none: 'policy.organizations.none',
        linked: 'policy.organizations.linked',
        any: 'policy.organizations.any',
      },
    },
  },
  onlyOrganizations: {
    section: 'organizations',
    label: 'policy.only',
    help: 'policy.only.help',
    editor: { kind: 'organizations', none: 'policy.only.none' },
  },
  createOrganizations: {
    section: 'organizations',
    label: 'policy.new-organizations',
    editor: {
      kind: 'switch',
      action: 'policy.new-organizations.action',
      on: 'policy.new-organizations.on',
      off: 'policy.new-organizations.off',
    },
  },
  domainOrganizations: {
    section: 'organizations',
    label: 'policy.routes',
    help: 'policy.routes.help',
    editor: { kind: 'routes', none: 'policy.routes.none' },
  },
  auditDays: {
    section: 'oversight',
    label: 'policy.audit-days',
    help: 'policy.audit-days.help',
    editor: { kind: 'number', max: AUDIT_DAYS_MAX, words: 'policy.audit-days.words' },
  },
  projectAdminsMakeKeys: {
    section: 'oversight',
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

export const SETTINGS: Readonly<Record<SettingName, Setting>> = ALL;
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

interface Section {
  readonly name: SectionName;
  readonly settings: readonly SettingName[];
}

export const SECTIONS: readonly Section[] = [
  ...new Set(SETTING_NAMES.map((name) => SETTINGS[name].section)),
].map((section) => ({
  name: section,
  settings: SETTING_NAMES.filter((name) => SETTINGS[name].section === section),
}));

/** The rules that a project can have of its own: all but what concerns the site as a whole. */
export const RULE_NAMES: readonly RuleName[] = SETTING_NAMES.filter(isRule);

function isRule(name: SettingName): name is RuleName {
  return name in RULES;
}

/** What there is to choose from, for a setting with a fixed choice. */
export function settingOptions(name: SettingName): readonly Option[] {
  const { editor } = SETTINGS[name];
  if (editor.kind !== 'many' && editor.kind !== 'one') return [];
  return Object.entries(editor.options).map(([value, label]) => ({ value, label }));
}
