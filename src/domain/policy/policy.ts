import * as z from 'zod/mini';
import { projectIdSchema, serviceDeskIdSchema } from '../ids';
import type { ProjectId, ServiceDeskId } from '../ids';
import { AUDIT_DAYS_MAX } from '../limits';
import { rulesSchema, someRulesSchema, storedRulesSchema } from './rules';
import type { Rules, SomeRules } from './rules';

const PROJECTS_MAX = 500;

/** A project that a Jira admin enabled. A project without an entry is off. */
const enabledProjectSchema = z.strictObject({
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
  /** Counts up with each save: a save names the version it expects. */
  version: z.int().check(z.nonnegative()),
  rules: rulesSchema,
  auditDays: z.int().check(z.positive(), z.maximum(AUDIT_DAYS_MAX)),
  /** Whether project admins may make API keys for their own project. */
  projectAdminsMakeKeys: z.boolean(),
};

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

/** The projects that are on, by id. */
export function enabledProjects({
  projects,
}: Pick<Policy, 'projects'>): readonly (readonly [ProjectId, EnabledProject])[] {
  return Object.entries(projects).map(([id, project]) => [projectIdSchema.parse(id), project] as const);
}

export function enabledIds(policy: Pick<Policy, 'projects'>): ProjectId[] {
  return enabledProjects(policy).map(([id]) => id);
}
