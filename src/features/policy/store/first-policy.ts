import * as z from 'zod/mini';
import { projectIdSchema, serviceDeskIdSchema } from '../../../domain/ids';

import { AUDIT_DAYS_MAX } from '../../../domain/limits';
import { domainListSchema } from '../../../domain/policy/lists';
import { RULES_BEFORE } from '../../../domain/policy/rules';
import type { EnabledProject, Policy } from '../../../domain/policy/policy';
import type { SomeRules } from '../../../domain/policy/rules';

/** Where the first version kept its policy. */
export const FIRST_POLICY = 'policy';

const rulesSchema = z.object({
  allowedDomains: domainListSchema,
  deniedDomains: domainListSchema,
  agentsMaySendEmail: z.boolean(),
  agentsMayEnrolInOrganizations: z.boolean(),
  agentsMayCreateOrganizations: z.boolean(),
});
const firstSchema = z.object({
  rules: rulesSchema,
  projects: z.record(
    projectIdSchema,
    z.object({ serviceDeskId: serviceDeskIdSchema, overrides: z.exactPartial(rulesSchema) }),
  ),
});

/** A policy of the first version, as today's says it. It has no version of its own: the first save replaces it. */
export function readFirstPolicy(stored: unknown): Policy {
  const { rules, projects } = firstSchema.parse(stored);
  const all = Object.entries(projects).map(([id, { serviceDeskId, overrides }]): [string, EnabledProject] => {
    // Policies held no key and name then.
    const project = { serviceDeskId, key: '', name: id, overrides: rulesOf(overrides), own: {} };
    return [id, project];
  });
  return {
    version: 0,
    rules: { ...RULES_BEFORE, ...rulesOf(rules) },
    projects: Object.fromEntries(all),
    auditDays: AUDIT_DAYS_MAX,
    projectAdminsMakeKeys: false,
  };
}

function rulesOf(rules: Partial<z.infer<typeof rulesSchema>>): SomeRules {
  const { allowedDomains, deniedDomains } = rules;
  const { agentsMaySendEmail: email, agentsMayEnrolInOrganizations: enrol } = rules;
  const { agentsMayCreateOrganizations: createOrganizations } = rules;
  return {
    ...(allowedDomains && { allowedDomains }),
    ...(deniedDomains && { deniedDomains }),
    ...(email !== undefined && { email: email ? 'choice' : 'never' }),
    ...(enrol !== undefined && { organizations: enrol ? 'linked' : 'none' }),
    ...(createOrganizations !== undefined && { createOrganizations }),
  };
}
