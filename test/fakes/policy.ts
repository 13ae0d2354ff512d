import type { Policy, PolicyInput, ProjectPolicy, Rules } from '../../src/contract/policy';
import { DEFAULT_RULES } from '../../src/policy/effective';
import { DESK, PROJECT } from './ids';

/** A policy that lets agents do everything, but for what is told. */
export function rules(but: Partial<Rules> = {}): Rules {
  return {
    ...DEFAULT_RULES,
    agentsMaySendEmail: true,
    agentsMayEnrolInOrganizations: true,
    agentsMayCreateOrganizations: true,
    ...but,
  };
}

/** Those rules, in the agent's project. */
export function projectPolicy(but: Partial<Rules> = {}): ProjectPolicy {
  return { ...rules(but), projectId: PROJECT, serviceDeskId: DESK };
}

/** A stored policy that enables the agent's project. */
export function policy(but: Partial<Rules> = {}, version = 3): Policy {
  return { version, rules: rules(but), projects: { [PROJECT]: { serviceDeskId: DESK, overrides: {} } } };
}

/** What an admin sends who saw version 3 and changes nothing. */
export function policyInput(but: Partial<PolicyInput> = {}): PolicyInput {
  return { version: 3, rules: rules(), projects: [{ projectId: PROJECT, overrides: {} }], ...but };
}
