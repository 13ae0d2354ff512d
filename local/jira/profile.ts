import { UsageError } from '../usage-error';

/** How one local site differs from another. Times in ms. */
export interface Profile {
  /** Whether the app's own account holds Administer Jira: not known of real sites, so both are played. */
  readonly appIsAdmin: boolean;
  /** Whether the scope `manage:jira-configuration` gives the app's account what Jira admins may. */
  readonly adminByScope: boolean;
  /** Whether the app is shared: otherwise it works for its contributors only, and in the name of them only. */
  readonly shared: boolean;
  /** Whether web triggers may act for people who are not at the screen: the documentation says both. */
  readonly offlineInWebTriggers: boolean;
  /** Whether Jira has the experimental invitation with an e-mail. */
  readonly inviteEndpoint: boolean;
  readonly deskAccess: 'restricted' | 'open';
  /** Who may manage organizations: the "Organization management" feature. */
  readonly organizationManagement: 'agents' | 'jira-admins';
  readonly emailsHidden: boolean;
  /** How long a new account stays unknown to searches. */
  readonly indexLagMs: number;
  readonly rateLimited: boolean;
  /** Shares of calls that fail, 0 to 1, drawn from a seeded generator. */
  readonly flaky: { readonly busy: number; readonly unavailable: number; readonly silent: number };
}

const DEFAULT: Profile = {
  appIsAdmin: true,
  adminByScope: false,
  shared: true,
  offlineInWebTriggers: true,
  inviteEndpoint: true,
  deskAccess: 'restricted',
  organizationManagement: 'agents',
  emailsHidden: false,
  indexLagMs: 0,
  rateLimited: false,
  flaky: { busy: 0, unavailable: 0, silent: 0 },
};

const PROFILES = {
  default: DEFAULT,
  'app-not-admin': { ...DEFAULT, appIsAdmin: false },
  'app-needs-admin-scope': { ...DEFAULT, appIsAdmin: false, adminByScope: true },
  'not-shared': { ...DEFAULT, shared: false },
  'no-offline-in-web-triggers': { ...DEFAULT, offlineInWebTriggers: false },
  'no-invite-endpoint': { ...DEFAULT, inviteEndpoint: false },
  'open-desk': { ...DEFAULT, deskAccess: 'open' },
  'org-admins-only': { ...DEFAULT, organizationManagement: 'jira-admins' },
  'hidden-emails': { ...DEFAULT, emailsHidden: true },
  'slow-index': { ...DEFAULT, indexLagMs: 3 * 60_000 },
  'rate-limited': { ...DEFAULT, rateLimited: true },
  flaky: { ...DEFAULT, flaky: { busy: 0.05, unavailable: 0.05, silent: 0.03 } },
} satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;
export const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];

/** @throws UsageError when there is no such profile. */
export function profileNamed(name: string): Profile {
  if (!Object.hasOwn(PROFILES, name)) {
    throw new UsageError(`There is no profile “${name}”. There are: ${PROFILE_NAMES.join(', ')}.`);
  }
  return PROFILES[name as ProfileName];
}
