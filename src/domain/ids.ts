import * as z from 'zod/mini';

/** Jira's account ids are opaque: at most 128 characters, `qm:…` for portal-only customers. */
export const accountIdSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9:._-]{1,128}$/))
  .brand<'AccountId'>();
export type AccountId = z.infer<typeof accountIdSchema>;

/** Jira's own counters. At most 15 digits: some calls take them as a number, which must stay exact. */
const numericId = () => z.string().check(z.regex(/^[0-9]{1,15}$/));

export const projectIdSchema = numericId().brand<'ProjectId'>();
export type ProjectId = z.infer<typeof projectIdSchema>;

export const serviceDeskIdSchema = numericId().brand<'ServiceDeskId'>();
export type ServiceDeskId = z.infer<typeof serviceDeskIdSchema>;

/** Jira's own counter for issues; a request keeps it where its key changes. */
export const issueIdSchema = numericId().brand<'IssueId'>();
export type IssueId = z.infer<typeof issueIdSchema>;

/** Told to people; an issue that moves to another project gets another. */
export const issueKeySchema = z
  .string()
  .check(z.regex(/^[A-Z][A-Z0-9_]{0,99}-[0-9]{1,15}$/))
  .brand<'IssueKey'>();
export type IssueKey = z.infer<typeof issueKeySchema>;

export const organizationIdSchema = numericId().brand<'OrganizationId'>();
export type OrganizationId = z.infer<typeof organizationIdSchema>;
