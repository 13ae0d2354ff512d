import { checkActions } from './actions';
import type { App } from './app';
import { checkCustomScopes } from './custom-scopes';
import { checkDoors } from './doors';
import { checkEgress } from './egress';
import { checkFunctions } from './functions';
import { checkResources } from './resources';
import { checkScopes } from './scopes';
import { checkWebTriggers } from './web-triggers';

export interface Check {
  readonly name: string;
  /** What holds when nothing is found. */
  readonly claim: string;
  /** What is wrong; nothing when the claim holds. */
  readonly violations: (app: App) => readonly string[];
}

/** What an admin who installs the app may rely on. */
export const CHECKS: readonly Check[] = [
  { name: 'egress', claim: 'No data leaves Atlassian; no unsafe content.', violations: checkEgress },
  { name: 'web triggers', claim: 'All static, with the documented answers.', violations: checkWebTriggers },
  { name: 'scopes', claim: 'None unused, none missing, none impersonates in vain.', violations: checkScopes },
  { name: 'doors', claim: 'Whatever runs goes through the guard, or is listed.', violations: checkDoors },
  { name: 'actions', claim: 'Each is there, and offered by one.', violations: checkActions },
  { name: 'functions', claim: 'Each is used, each handler is there.', violations: checkFunctions },
  { name: 'resources', claim: 'What a module shows is built, or there.', violations: checkResources },
  { name: 'custom scopes', claim: 'Those of the API routes, and no other.', violations: checkCustomScopes },
];
