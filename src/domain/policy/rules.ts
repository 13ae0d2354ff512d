import * as z from 'zod/mini';
import { DAILY_MAX, IMPORT_PEOPLE_MAX } from '../limits';
import {
  choiceRule,
  domainsRule,
  limitRule,
  organizationsRule,
  routesRule,
  setRule,
  switchRule,
  thresholdRule,
} from './kinds';
import type { Editor, Rule } from './kinds';

/** The default: from this many people on, an import has to be confirmed. */
const IMPORT_CONFIRM_FROM = 500;

/**
 * What may be done. Domains in ASCII; a domain stands for its sub-domains; denied wins over allowed. Whatever depends on
 * which rule it is derives from its entry here.
 */
export const RULES = {
  /** Its agents, its admins, or those who hold the permission "Invite customers". Empty: no account may invite. */
  mayInvite: setRule(['agents', 'projectAdmins', 'permission'], {
    initial: ['agents'],
    before: ['agents'],
    isAlwaysStored: true,
    isPlanned: false,
  }),
  /** Empty: every domain that is not denied. */
  allowedDomains: domainsRule('both', { initial: [], before: [], isAlwaysStored: true, isPlanned: true }),
  deniedDomains: domainsRule('either', { initial: [], before: [], isAlwaysStored: true, isPlanned: true }),
  /** `existing`: an address without an account is refused. */
  accounts: choiceRule(['existing', 'create'], { initial: 'create', before: 'create', isPlanned: false }),
  /** In which organizations customers may be enrolled: none, those linked to the project, or any of the site. */
  organizations: choiceRule(['none', 'linked', 'any'], {
    initial: 'linked',
    before: 'linked',
    isPlanned: true,
  }),
  /** Of those, only these; empty: no further limit. */
  onlyOrganizations: organizationsRule({ initial: [], before: [], isPlanned: true }),
  createOrganizations: switchRule({ initial: false, before: false, isPlanned: true }),
  /** Where customers of a domain go when the invitation names no organization. The longest domain that fits counts. */
  domainOrganizations: routesRule({ initial: [], before: [], isPlanned: true }),
  /** Jira's invitation e-mail with each new account. `choice` leaves both others open; of those, `never` sends less. */
  email: choiceRule(['never', 'always', 'choice'], { initial: 'never', before: 'never', isPlanned: true }),
  /** Whose invitations an inviter may take back: nobody's, their own, or everybody's in the space. */
  mayRemove: choiceRule(['none', 'own', 'all'], { initial: 'own', before: 'own', isPlanned: false }),
  /**
   * What a list of leavers takes customers off: nothing, what Guestlist added, or the space's desk and all organizations
   * linked to it. A policy from before there was such a list forbids its use.
   */
  leavers: choiceRule(['none', 'added', 'all'], { initial: 'added', before: 'none', isPlanned: false }),
  /** Invitations a day (UTC), imports among them, for one person, and for one project. */
  dailyPerPerson: limitRule(DAILY_MAX, { initial: null, before: null, isPlanned: false }),
  dailyPerProject: limitRule(DAILY_MAX, { initial: null, before: null, isPlanned: false }),
  /** People in one import; `null`: as many as Guestlist takes. */
  importMax: limitRule(IMPORT_PEOPLE_MAX, { initial: null, before: null, isPlanned: false }),
  /** From how many people on an import is confirmed by typing their number. */
  importConfirmFrom: thresholdRule(IMPORT_PEOPLE_MAX, {
    initial: IMPORT_CONFIRM_FROM,
    before: IMPORT_CONFIRM_FROM,
    isPlanned: false,
  }),
};

type Entries = typeof RULES;
export type RuleName = keyof Entries;
export type Rules = { [N in RuleName]: Entries[N] extends Rule<infer T> ? T : never };
export type SomeRules = Partial<Rules>;
export type Inviter = Rules['mayInvite'][number];

type PlannedName = { [N in RuleName]: Entries[N]['isPlanned'] extends true ? N : never }[RuleName];
/** The part of the policy that says what may become of a row. */
export type PlanRules = Pick<Rules, PlannedName>;

/** The entries, each by the values of its rule. */
const BY_VALUE: { readonly [N in RuleName]: Rule<Rules[N]> } = RULES;
const NAMES = Object.keys(RULES) as RuleName[];

export function ruleOf<N extends RuleName>(name: N): Rule<Rules[N]> {
  return BY_VALUE[name];
}

type NameOf<K> = { [N in RuleName]: Entries[N]['editor']['kind'] extends K ? N : never }[RuleName];

/** The rules that are edited as one kind of value. */
export function rulesOfKind<K extends Editor['kind']>(kind: K): readonly NameOf<K>[] {
  return NAMES.filter((name): name is NameOf<K> & RuleName => RULES[name].editor.kind === kind);
}

/** All rules, made one by one. */
export function ofEachRule(make: <N extends RuleName>(name: N) => Rules[N]): Rules {
  return Object.fromEntries(NAMES.map((name) => [name, make(name)])) as Rules;
}

function schemas(): { [N in RuleName]: Entries[N]['schema'] } {
  return Object.fromEntries(NAMES.map((name) => [name, RULES[name].schema])) as ReturnType<typeof schemas>;
}

export const rulesSchema = z.strictObject(schemas());
export const someRulesSchema = z.exactPartial(rulesSchema);

/** What holds until an admin says otherwise: the quieter choice of each rule. */
export const DEFAULT_RULES = ofEachRule((name) => ruleOf(name).initial);
/** What held before there was a rule, for a policy that was stored then. */
export const RULES_BEFORE = ofEachRule((name) => ruleOf(name).before);

const ALWAYS_STORED = NAMES.filter((name) => ruleOf(name).isAlwaysStored);

/** Rules as they are stored: older ones say nothing of rules that came later. */
export const storedRulesSchema: z.ZodMiniType<Rules> = z.pipe(z.transform(withLaterRules), rulesSchema);

function withLaterRules(stored: unknown): unknown {
  const isRules =
    typeof stored === 'object' && stored !== null && ALWAYS_STORED.every((rule) => rule in stored);
  return isRules ? { ...RULES_BEFORE, ...stored } : stored;
}

/** Rules of which stored ones say nothing: they came later. */
export function namesMissing(stored: Readonly<Record<string, unknown>>): readonly RuleName[] {
  return NAMES.filter((name) => !Object.hasOwn(stored, name));
}

/** What the planner goes by, of a whole policy: what a screen is told. */
export function planRulesOf(rules: PlanRules): PlanRules {
  const planned = NAMES.filter(isPlanned).map((name) => [name, rules[name]] as const);
  return Object.fromEntries<unknown>(planned) as PlanRules;
}

function isPlanned(name: RuleName): name is PlannedName {
  return RULES[name].isPlanned;
}
