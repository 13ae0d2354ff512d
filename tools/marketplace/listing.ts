/** What the Marketplace takes. @see https://developer.atlassian.com/platform/marketplace/marketplace-app-listing-principles/ */
export const LIMITS = { name: 60, tagline: 130, summary: 250, highlights: 3, title: 50, words: 220 } as const;

/** Words that a name must not have. */
export const NOT_IN_NAME = ['atlassian', 'plugin', 'beta', 'add-on', 'app'] as const;

/** Pictures, in pixels: of the listing's highlights whole and small, the logo and the banner. */
export const SIZES = {
  highlight: { width: 1840, height: 900 },
  small: { width: 580, height: 330 },
  logo: { width: 144, height: 144 },
  banner: { width: 1120, height: 548 },
} as const;

/** What stands on the listing's page. */
export const LISTING = {
  name: 'Guestlist: Invite Customers for Jira',
  tagline: 'Agents invite portal customers in Jira Service Management. Nobody needs Global Admin.',
  summary:
    'Service desk agents invite customers and add them to organizations, one by one or by file, within the policy that a Jira admin sets. With audit log, temporary access, API keys for scripts and a daily check. No data leaves Atlassian.',
  categories: ['IT support & helpdesk', 'Admin tools'],
  keywords: ['invite customers', 'portal-only customers', 'organizations', 'bulk import', 'customer access'],
  highlights: [
    {
      picture: 'invite',
      title: 'Agents invite, and see every step',
      words:
        'An address, an organization, Invite: the account exists, is on the service desk and in the organization. What went wrong says why and what to do, and what was a typo is undone with one click.',
    },
    {
      picture: 'import',
      title: 'Whole files, previewed before they run',
      words:
        'CSV exports and pasted lists of up to 100,000 people, read as they come. The preview says what becomes of each row; an import pauses, goes on, and gives back one result for each row.',
    },
    {
      picture: 'policy',
      title: 'Jira admins stay in control',
      words:
        'Who may invite, which domains and organizations, how many a day. Each space is off until an admin switches it on, everything is in the audit log, and everything that runs can be stopped.',
    },
  ],
} as const;
