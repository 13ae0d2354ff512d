import type { Policy, PolicyInput, ProjectPolicy } from '../../src/domain/policy/policy';
import type { Rules } from '../../src/domain/policy/rules';
import { DEFAULT_POLICY } from '../../src/features/policy/effective';
import { DEFAULT_RULES } from '../../src/domain/policy/rules';
import { DESK, PROJECT } from './ids';

/** A policy that lets agents do everything, but for what is told. */
export function rules(but: Partial<Rules> = {}): Rules {
  return { ...DEFAULT_RULES, email: 'choice', createOrganizations: true, ...but };
}

/** Those rules, in the agent's project. */
export function projectPolicy(but: Partial<Rules> = {}): ProjectPolicy {
  return { ...rules(but), projectId: PROJECT, projectKey: 'SUP', serviceDeskId: DESK, auditDays: 365 };
}

/** A stored policy that enables the agent's project. */
export function policy(but: Partial<Rules> = {}, version = 3): Policy {
  const project = { serviceDeskId: DESK, key: 'SUP', name: 'Support', overrides: {}, own: {} };
  return { ...DEFAULT_POLICY, version, rules: rules(but), projects: { [PROJECT]: project } };
}

/** What an admin sends who saw version 3 and changes nothing. */
export function policyInput(but: Partial<PolicyInput> = {}): PolicyInput {
  return {
    version: 3,
    rules: rules(),
    auditDays: 365,
    projectAdminsMakeKeys: false,
    projects: [{ projectId: PROJECT, overrides: {} }],
    ...but,
  };
}
