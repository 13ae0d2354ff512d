const NEEDS = `What it needs
  GUESTLIST_EMAIL  in the environment: the email address of the account
  GUESTLIST_TOKEN  in the environment: its API token, with or without scopes. Never an argument, never printed.
                   Without GUESTLIST_EMAIL the token is sent as a bearer token (OAuth 2.0 of a service account).
  The account      Jira's global permission Administer Jira, which Jira requires to create customers, and
                   being agent and admin of the service space.
  Scopes           of a token with scopes: manage:servicedesk-customer, read:servicedesk-request,
                   read:jira-user, read:jira-work. It goes to api.atlassian.com, as Atlassian wants it.

No policy of a Jira admin applies here, nothing is kept, and Guestlist's audit log does not see it: this command may do
everything that the token may do. Anyone who holds the token can do as much as a Jira admin. The Guestlist app does
the same for agents without such a token.`;

const EXITS = `How it ends
  0   done
  1   something failed, or Jira did not let it
  2   something needs a person, or was left for later
  64  the command is not understood, or its file cannot be read: nothing was changed`;

export const HELP = `Invites customers to a service space of Jira Service Management Cloud, for those who chose a service account.

  guestlist invite  invite one person, or a few
  guestlist import  invite everyone in a CSV file
  guestlist orgs    list the organizations linked to the space
  guestlist read    show how a file is read, without any site

  guestlist COMMAND --help tells more. In a checkout: npx guestlist …

${NEEDS}

${EXITS}
`;

export const INVITE_HELP = `Makes people customers of a service space and of its organizations. Repeating it is safe.

  guestlist invite --site https://acme.atlassian.net --space SUP --email ada@example.com \\
                   [--name "Ada Lovelace"] [--organization Acme] [--notify] [--json]

  --site URL              the Jira site
  --space KEY             the service space, by its key or id; --project is the same
  --email ADDRESS         may be given several times
  --name NAME             for one address
  --organization NAME     linked to the space, by its name or id; may be given several times
  --create-organizations  create and link organizations that the site does not know
  --notify                send Jira's invitation email; it goes out with a new account only
  --account ID            for one address: the account that is meant, where several may be
  --json                  print the outcome as JSON: one object, or a list for several addresses

Examples
  read -rs GUESTLIST_TOKEN && export GUESTLIST_TOKEN GUESTLIST_EMAIL=robot@example.com
  guestlist invite --site https://acme.atlassian.net --space SUP --email ada@example.com --organization Acme
  guestlist invite --site https://acme.atlassian.net --space SUP --email ada@example.com --json | jq .accountId

${NEEDS}

${EXITS}
`;

export const IMPORT_HELP = `Makes everyone in a CSV file customers of a service space and of the organizations named there.

  guestlist import FILE --site https://acme.atlassian.net --space SUP [--dry-run] [--report FILE]

  --site URL              the Jira site
  --space KEY             the service space, by its key or id; --project is the same
  --dry-run               say what would happen, and change nothing
  --report FILE           write what became of each row, as lines of JSON. The same command with the same report
                          resumes where the last one stopped, and tries again what is not done.
  --columns LIST          what the columns hold, in their order: email, name, first name, last name,
                          organizations, and - for one to ignore. Needed where the header does not tell.
  --encoding NAME         of the file, where the guess is wrong: utf-8, windows-1252, shift_jis, …
  --create-organizations  create and link organizations that the site does not know
  --notify                send Jira's invitation email; it goes out with a new account only

The file: cells apart by commas, semicolons, tabs or bars, at most 100,000 people; or a list of addresses. It is read as
the import page reads it: guestlist read FILE shows how. Rows of one address are one person. Several organizations in
one cell stand apart by semicolons or vertical bars.
The report holds addresses; only you can read it (mode 600). Delete it when you no longer need it.
Ctrl+C ends it after the 50 rows at hand; a second time at once. Both are safe: every step can be repeated.

Examples
  guestlist import people.csv --site https://acme.atlassian.net --space SUP --dry-run
  guestlist import people.csv --site https://acme.atlassian.net --space SUP --report people.jsonl
  guestlist import people.csv --site https://acme.atlassian.net --space SUP --columns "email,name,-,organizations"

${NEEDS}

${EXITS}
`;

export const ORGS_HELP = `Lists the organizations linked to a service space: their ids and names.

  guestlist orgs --site https://acme.atlassian.net --space SUP [--json]

  --site URL     the Jira site
  --space KEY    the service space, by its key or id; --project is the same
  --json         print a list of {id, name, scimManaged}

${NEEDS}

${EXITS}
`;

export const READ_HELP = `Shows how Guestlist reads a file of people: its encoding, its columns, each person, and what is wrong with them.
Asks no site and changes nothing.

  guestlist read FILE [--json] [--encoding NAME] [--columns LIST]
  guestlist read -    the same for text on standard input

  --json           print it as JSON
  --encoding NAME  of the file, where the guess is wrong: utf-8, windows-1252, shift_jis, …
  --columns LIST   what the columns hold, in their order: email, name, first name, last name, organizations,
                   last day, and - for one to ignore

How it ends
  0   everyone can be read
  1   some people cannot be invited as they are
  2   the file cannot be read
  64  the command is not understood
`;
