import * as z from 'zod/mini';
import { plainText } from '../address/plain-text';
import { organizationIdSchema } from '../ids';
import { POLICY_LIST_MAX } from '../limits';

const domainSchema = z.string().check(z.minLength(1), z.maxLength(300));
export const domainListSchema = z.array(domainSchema).check(z.maxLength(POLICY_LIST_MAX));

/**
 * An organization as the policy keeps it: by its id, with the name it had. That is told as it looks: Jira lets a name hold what
 * cannot be seen, and a list that names one must be saved all the same.
 */
export const organizationChoiceSchema = z.strictObject({
  id: organizationIdSchema,
  name: z.string().check(z.minLength(1), z.maxLength(200), z.overwrite(plainText)),
});
export type OrganizationChoice = z.infer<typeof organizationChoiceSchema>;
export const organizationListSchema = z.array(organizationChoiceSchema).check(z.maxLength(POLICY_LIST_MAX));

/** Domains, each with the organization where its customers go. */
export const routeListSchema = z
  .array(z.strictObject({ domain: domainSchema, organization: organizationChoiceSchema }))
  .check(z.maxLength(POLICY_LIST_MAX));
export type Route = z.infer<typeof routeListSchema>[number];
