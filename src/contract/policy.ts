import * as z from 'zod/mini';
import { projectIdSchema, serviceDeskIdSchema } from './ids';
import type { ProjectId, ServiceDeskId } from './ids';

/** Domains in one list. Keeps the whole policy far below the 240 KiB of a stored value. */
const DOMAINS_MAX = 200;
const PROJECTS_MAX = 500;

const domainListSchema = z
  .array(z.string().check(z.minLength(1), z.maxLength(253)))
  .check(z.maxLength(DOMAINS_MAX));

/** What agents may do. Domains in ASCII; a domain stands for its sub-domains too; denied wins over allowed. */
export const rulesSchema = z.strictObject({
  /** Empty: every domain that is not denied. */
  allowedDomains: domainListSchema,
  deniedDomains: domainListSchema,
  agentsMaySendEmail: z.boolean(),
  /** In organizations that are linked to the project; never in others. */
  agentsMayEnrolInOrganizations: z.boolean(),
  agentsMayCreateOrganizations: z.boolean(),
});
export type Rules = z.infer<typeof rulesSchema>;

/** A project that a Jira admin enabled. A project without an entry is off. */
export const enabledProjectSchema = z.strictObject({
  serviceDeskId: serviceDeskIdSchema,
  /** Rules that differ from the site's. */
  overrides: z.exactPartial(rulesSchema),
});
export type EnabledProject = z.infer<typeof enabledProjectSchema>;

export const policySchema = z.strictObject({
  /** Counts up with each save: whoever saves says which version they saw. */
  version: z.int().check(z.nonnegative()),
  rules: rulesSchema,
  projects: z.record(projectIdSchema, enabledProjectSchema),
});
export type Policy = z.infer<typeof policySchema>;

/** What an admin sends: which projects are on; the desk behind each is looked up, not believed. */
export const policyInputSchema = z.strictObject({
  version: z.int().check(z.nonnegative()),
  rules: rulesSchema,
  projects: z
    .array(z.strictObject({ projectId: projectIdSchema, overrides: z.exactPartial(rulesSchema) }))
    .check(z.maxLength(PROJECTS_MAX)),
});
export type PolicyInput = z.infer<typeof policyInputSchema>;

/** The policy that holds in one enabled project. */
export interface ProjectPolicy extends Rules {
  readonly projectId: ProjectId;
  readonly serviceDeskId: ServiceDeskId;
}
