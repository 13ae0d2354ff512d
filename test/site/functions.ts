import { actionFormFunctions } from '../../src/entry/pages/action-form';
import { accessFunctions } from '../../src/entry/pages/access-expiry';
import { adminFunctions } from '../../src/entry/pages/admin';
import { importAdminFunctions } from '../../src/entry/pages/import-admin';
import { importFunctions } from '../../src/entry/pages/import';
import { layoutFunctions } from '../../src/entry/pages/import-layouts';
import { issueFunctions } from '../../src/entry/pages/request-panel';
import { leaversFunctions } from '../../src/entry/pages/leavers';
import { organizationFunctions } from '../../src/entry/pages/organization-panel';
import { panelFunctions } from '../../src/entry/pages/project-page';
import { policyAdminFunctions, policyFunctions } from '../../src/entry/pages/policy';
import { projectFunctions } from '../../src/entry/pages/project-settings';
import { removalFunctions } from '../../src/entry/pages/removal';
import { proofFunctions } from '../../src/entry/pages/proof';
import { reconcileProcedures } from '../../src/entry/pages/reconcile';
import type { Functions } from '../../src/contract/procedures';
import { DEFAULT_RULES } from '../../src/domain/policy/rules';
import type { LocalSite, Place } from '../../local/server/local-site';
import { organizationNamed } from './inviting';

/** Every function that a screen can call, with the page that it is called from. */
export const DEFINITIONS = [
  ...[
    ...panelFunctions,
    ...importFunctions,
    ...layoutFunctions,
    ...accessFunctions,
    ...removalFunctions,
    ...leaversFunctions,
    ...policyFunctions,
  ].map((each) => ({
    ...each,
    module: 'invite',
    project: 'SUP',
  })),
  ...[...issueFunctions, ...removalFunctions].map((each) => ({ ...each, module: 'request', project: 'SUP' })),
  ...[...organizationFunctions, ...removalFunctions].map((each) => ({
    ...each,
    module: 'organization',
    project: 'SUP',
  })),
  ...[
    ...adminFunctions,
    ...policyFunctions,
    ...policyAdminFunctions,
    ...importAdminFunctions,
    ...reconcileProcedures,
    ...proofFunctions,
  ].map((each) => ({
    ...each,
    module: 'settings',
    project: undefined,
  })),
  ...actionFormFunctions.map((each) => ({ ...each, module: 'invite-customer', project: undefined })),
  ...projectFunctions.map((each) => ({ ...each, module: 'project-settings', project: 'SUP' })),
];

/** The functions of the API routes and of actions go through the guard, too; no screen can call them. */
export type ScreenFunction = Exclude<keyof Functions, `api.${string}` | `action.${string}`>;

const LIMITS = { domains: [], organizations: [], dailyQuota: 5 };
const KEY = { ...LIMITS, name: 'Nightly', days: 30 };
const NO_KEY = 'aaaaaaaaaaaa';
const NO_IMPORT = `10001.${'0'.repeat(9)}${'a'.repeat(12)}`;

/** A payload that the function would take. */
export const PAYLOADS: Record<ScreenFunction, unknown> = {
  'invite.start': {},
  'invite.usual': { domain: 'acme.example' },
  'invite.send': { people: [{ email: 'ada@acme.example' }], organizations: [{ name: 'Acme' }], notify: true },
  'invite.history': {},
  'import.start': {},
  'import.look': { emails: ['ada@acme.example'] },
  'import.begin': {
    fileName: 'customers.csv',
    fingerprint: '0'.repeat(64),
    header: ['email'],
    columns: ['email'],
    organizations: [],
    notify: false,
    people: 1,
    slices: 1,
  },
  'import.upload': { importId: NO_IMPORT, from: 0, slices: [[{ line: 2, cells: ['ada@acme.example'] }]] },
  'import.run': { importId: NO_IMPORT },
  'import.list': {},
  'import.show': { importId: NO_IMPORT },
  'import.cancel': { importId: NO_IMPORT },
  'import.resume': { importId: NO_IMPORT },
  'import.retry': { importId: NO_IMPORT },
  'import.layout': { importId: NO_IMPORT },
  'import.rows': { importId: NO_IMPORT, slice: 0 },
  'import.erase': { importId: NO_IMPORT },
  'leavers.start': {},
  'leavers.look': { emails: ['ada@acme.example'] },
  'leavers.count': { start: 0 },
  'leavers.begin': { fileName: 'leavers.csv', fingerprint: '0'.repeat(64), people: 1, slices: 1 },
  'layouts.save': { name: 'CRM', header: 'a'.repeat(64), columns: [{ name: 'Mail', use: 'email' }] },
  'layouts.rename': { id: NO_KEY, name: 'CRM' },
  'layouts.remove': { id: NO_KEY },
  'access.list': {},
  'access.move': { accountId: 'nobody', endsAt: '2999-01-01' },
  'access.keep': { accountId: 'nobody' },
  'access.end': { accountId: 'nobody' },
  'removal.show': { id: 'no-entry' },
  'removal.run': { id: 'no-entry' },
  'issue.show': {},
  'issue.look': { emails: ['ada@acme.example'] },
  'issue.invite': {
    people: [{ email: 'ada@acme.example' }],
    organizations: [{ name: 'Acme' }],
    notify: true,
    participants: true,
  },
  'issue.reporter': { accountId: 'qm:local:grace' },
  'organization.show': {},
  'organization.invite': { people: [{ email: 'ada@acme.example' }], notify: true },
  'organization.history': {},
  'authority.show': {},
  'authority.test': {},
  'authority.consent': {},
  'authority.withdraw': {},
  'proof.show': {},
  'proof.start': { email: 'jira-admin+proof@guestlist.example', projectId: '10001', mail: false },
  'proof.cancel': {},
  'policy.show': {},
  'policy.save': {
    version: 1,
    rules: DEFAULT_RULES,
    auditDays: 365,
    projectAdminsMakeKeys: false,
    projects: [{ projectId: '10001', overrides: {} }],
  },
  'policy.versions': {},
  'policy.version': { version: 1 },
  'policy.try': { email: 'ada@acme.example', projectId: '10001' },
  'rule.try': { email: 'ada@acme.example', project: '10001', notify: false },
  'keys.list': {},
  'keys.create': { ...KEY, projects: ['10001'] },
  'keys.rotate': { id: NO_KEY, overlapHours: 1 },
  'keys.update': {
    id: NO_KEY,
    limits: { ...LIMITS, projects: ['10001'] },
    seen: { ...LIMITS, projects: ['10001'] },
  },
  'keys.revoke': { id: NO_KEY },
  'imports.list': {},
  'imports.cancel': { importId: NO_IMPORT },
  'imports.resume': { importId: NO_IMPORT },
  'upkeep.show': {},
  'upkeep.lists': { projectId: '10001' },
  'upkeep.save': { version: 0, on: [], changesMax: 5 },
  'upkeep.start': {},
  'upkeep.accept': { projectId: '10001', accountId: 'nobody' },
  'upkeep.ended': {},
  'audit.page': {},
  'project.show': {},
  'project.save': { version: 1, own: {} },
  'project.audit': {},
  'project.keys.list': {},
  'project.keys.create': KEY,
  'project.keys.rotate': { id: NO_KEY, overlapHours: 1 },
  'project.keys.update': { id: NO_KEY, limits: LIMITS, seen: LIMITS },
  'project.keys.revoke': { id: NO_KEY },
};

/** On which request or organization a module is shown. */
export function placeOf(site: LocalSite, module: string): Place {
  if (module === 'request') return { issue: 'SUP-1' };
  return module === 'organization' ? { organization: organizationNamed(site, 'Acme').id } : {};
}
