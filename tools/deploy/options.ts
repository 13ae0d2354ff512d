import { parseArgs } from 'node:util';
import { UsageError } from '../../local/usage-error';

const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export const USAGE = `Deploys Guestlist with Atlassian's own command line, and installs it on a site.

  npm run deploy -- [--environment development] [--site HOST] [--dry-run]

  --environment NAME    ${ENVIRONMENTS.join(', ')}; development where none is named
  --site HOST           the site to install on: your-site.atlassian.net
  --dry-run             print the whole plan; runs nothing and needs no login
  --developer-space ID  the Developer Space to register in, where it is not to be asked for
  --yes                 answer every question with yes; without it each is asked
  --redeploy            deploy though nothing has changed since the last time

Run it again at any point: it goes on where it stopped.
`;

export interface Options {
  readonly environment: Environment;
  /** Host name of the site; absent: nothing is installed. */
  readonly site: string | undefined;
  readonly developerSpace: string | undefined;
  readonly isDryRun: boolean;
  readonly isAgreed: boolean;
  readonly isForced: boolean;
  readonly isHelp: boolean;
}

/** @throws UsageError where an option is none, or its value is. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      environment: { type: 'string', short: 'e', default: 'development' },
      site: { type: 'string', short: 's' },
      'developer-space': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', short: 'y', default: false },
      redeploy: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    environment: environmentNamed(values.environment),
    site: values.site === undefined ? undefined : hostOf(values.site),
    developerSpace: values['developer-space'],
    isDryRun: values['dry-run'],
    isAgreed: values.yes,
    isForced: values.redeploy,
    isHelp: values.help,
  };
}

function environmentNamed(name: string): Environment {
  const known = ENVIRONMENTS.find((each) => each === name);
  if (known) return known;
  throw new UsageError(`There is no environment “${name}”. There are: ${ENVIRONMENTS.join(', ')}.`);
}

/** The host of what a person pastes: an address of any page of the site will do. */
function hostOf(text: string): string {
  const host = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .toLowerCase();
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) return host;
  throw new UsageError(`--site takes the host of a site, like your-site.atlassian.net, not “${text}”.`);
}
