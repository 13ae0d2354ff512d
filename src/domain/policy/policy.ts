import * as z from 'zod/mini';
import { organizationIdSchema, projectIdSchema, serviceDeskIdSchema } from '../ids';
import type { ProjectId, ServiceDeskId } from '../ids';
import { IMPORT_PEOPLE_MAX } from '../limits';
import { plainText } from '../address/plain-text';

/** Entries in one list. Keeps the whole policy far below the 240 KiB of a stored value. */
const LIST_MAX = 200;
const PROJECTS_MAX = 500;
const DAILY_MAX = 100_000;
/** Forge keeps a value with a time to live for a year at most. */
export const AUDIT_DAYS_MAX = 365;
/** People from whom on an import is confirmed, where nobody set another number. */
export const IMPORT_CONFIRM_FROM = 500;

export const domainListSchema = z
  .array(z.string().check(z.minLength(1), z.maxLength(300)))
  .check(z.maxLength(LIST_MAX));

/**
 * An organization as the policy keeps it: by its id, with the name it had. That is told as it looks: Jira lets a name hold what
 * cannot be seen, and a list that names one must be saved all the same.
 */
export const organizationChoiceSchema = z.strictObject({
  id: organizationIdSchema,
  name: z.string().check(z.minLength(1), z.maxLength(200), z.overwrite(plainText)),
});
export type OrganizationChoice = z.infer<typeof organizationChoiceSchema>;
export const organizationListSchema = z.array(organizationChoiceSchema).check(z.maxLength(LIST_MAX));

/** Whom a project lets invite: its agents, its admins, or those who hold the permission "Invite customers". */
export const inviterSchema = z.enum(['agents', 'projectAdmins', 'permission']);
export type Inviter = z.infer<typeof inviterSchema>;

const dailySchema = z.nullable(z.int().check(z.positive(), z.maximum(DAILY_MAX)));
const peopleSchema = z.int().check(z.positive(), z.maximum(IMPORT_PEOPLE_MAX));
const importMaxSchema = z.nullable(peopleSchema);

/** What may be done. Domains in ASCII; a domain stands for its sub-domains too; denied wins over allowed. */
export const rulesSchema = z.strictObject({
  /** Empty: nobody. */
  mayInvite: z.array(inviterSchema).check(z.maxLength(3)),
  /** Empty: every domain that is not denied. */
  allowedDomains: domainListSchema,
  deniedDomains: domainListSchema,
  /** `existing`: whoever has no account yet is refused. */
  accounts: z.enum(['create', 'existing']),
  /** In which organizations customers may be enrolled: none, those linked to the project, or any of the site. */
  organizations: z.enum(['none', 'linked', 'any']),
  /** Of those, only these; empty: no further limit. */
  onlyOrganizations: organizationListSchema,
  createOrganizations: z.boolean(),
  /** Where customers of a domain go when nobody names an organization. The longest domain that fits counts. */
  domainOrganizations: z
    .array(
      z.strictObject({
        domain: z.string().check(z.minLength(1), z.maxLength(300)),
        organization: organizationChoiceSchema,
      }),
    )
    .check(z.maxLength(LIST_MAX)),
  /** Jira's invitation e-mail: with each new account, as the inviter chooses, or never. */
  email: z.enum(['always', 'choice', 'never']),
  /** Invitations a day (UTC), imports among them, for one person, and for one project; `null`: as many as they like. */
  dailyPerPerson: dailySchema,
  dailyPerProject: dailySchema,
  /** People in one import; `null`: as many as Guestlist takes. */
  importMax: importMaxSchema,
  /** From how many people on an import is confirmed by typing their number. */
  importConfirmFrom: peopleSchema,
});
export type Rules = z.infer<typeof rulesSchema>;
export type RuleName = keyof Rules;

export const someRulesSchema = z.exactPartial(rulesSchema);
export type SomeRules = z.infer<typeof someRulesSchema>;

/** A project that a Jira admin enabled. A project without an entry is off. */
export const enabledProjectSchema = z.strictObject({
  serviceDeskId: serviceDeskIdSchema,
  /** As they were when the project was enabled. */
  key: z.string(),
  name: z.string(),
  /** A Jira admin's rules that differ from the site's, for better or worse. */
  overrides: someRulesSchema,
  /** A project admin's rules: they can only tighten. */
  own: someRulesSchema,
});
export type EnabledProject = z.infer<typeof enabledProjectSchema>;

/** A project that was on before: it is never opened wider by being off for a while. */
const offProjectSchema = z.strictObject({
  projectId: projectIdSchema,
  /** Who could invite when it was switched off. */
  mayInvite: rulesSchema.shape.mayInvite,
  /** Its admins' rules, which hold again once it is on again. */
  own: someRulesSchema,
});
export type OffProject = z.infer<typeof offProjectSchema>;

const siteSchema = {
  /** Counts up with each save: whoever saves says which version they saw. */
  version: z.int().check(z.nonnegative()),
  rules: rulesSchema,
  auditDays: z.int().check(z.positive(), z.maximum(AUDIT_DAYS_MAX)),
  /** Whether project admins may make API keys for their own project. */
  projectAdminsMakeKeys: z.boolean(),
};

/**
 * What held before there was a rule, for a policy that was stored then. A new rule takes its line here, or no policy
 * that is stored can be read.
 */
export const RULES_BEFORE: Rules = {
  mayInvite: ['agents'],
  allowedDomains: [],
  deniedDomains: [],
  accounts: 'create',
  organizations: 'linked',
  onlyOrganizations: [],
  createOrganizations: false,
  domainOrganizations: [],
  email: 'never',
  dailyPerPerson: null,
  dailyPerProject: null,
  importMax: null,
  importConfirmFrom: IMPORT_CONFIRM_FROM,
};

/** The rules of the first version that kept them so: what lacks one of them is damaged, and is not guessed at. */
const ALWAYS_STORED: readonly RuleName[] = ['mayInvite', 'allowedDomains', 'deniedDomains'];

/** Rules as they are stored: older ones say nothing of rules that came later. */
const storedRulesSchema: z.ZodMiniType<Rules> = z.pipe(z.transform(withLaterRules), rulesSchema);

function withLaterRules(stored: unknown): unknown {
  const isRules =
    typeof stored === 'object' && stored !== null && ALWAYS_STORED.every((rule) => rule in stored);
  return isRules ? { ...RULES_BEFORE, ...stored } : stored;
}

export const policySchema = z.strictObject({
  ...siteSchema,
  rules: storedRulesSchema,
  projects: z.record(projectIdSchema, enabledProjectSchema),
  /** Counts up whenever project admins may no longer make keys, or may again: keys of an earlier count stay ended. */
  keysGeneration: z.optional(z.int().check(z.nonnegative())),
  /** The one that was switched off last stands last. */
  off: z.optional(z.array(offProjectSchema)),
});
export type Policy = z.infer<typeof policySchema>;

/** What a Jira admin sends: which projects are on; the desk behind each is looked up, not believed. */
export const policyInputSchema = z.strictObject({
  ...siteSchema,
  projects: z
    .array(z.strictObject({ projectId: projectIdSchema, overrides: someRulesSchema }))
    .check(z.maxLength(PROJECTS_MAX)),
});
export type PolicyInput = z.infer<typeof policyInputSchema>;

/** What a project admin sends for the project they are in. */
export const ownRulesInputSchema = z.strictObject({
  version: z.int().check(z.nonnegative()),
  own: someRulesSchema,
});
export type OwnRulesInput = z.infer<typeof ownRulesInputSchema>;

/** The policy that holds in one enabled project. */
export interface ProjectPolicy extends Rules {
  readonly projectId: ProjectId;
  readonly projectKey: string;
  readonly serviceDeskId: ServiceDeskId;
  readonly auditDays: number;
}

/** What the project settings page shows. */
export interface ProjectSettings {
  readonly version: number;
  readonly projectId: ProjectId;
  /** What a Jira admin allows here: the bounds of `own`. */
  readonly site: Rules;
  readonly own: SomeRules;
  readonly mayMakeKeys: boolean;
  readonly auditDays: number;
}
