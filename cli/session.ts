import type { Clock } from '../src/platform/clock';
import type { JiraClient } from '../src/platform/jira/client';
import { connect } from './connect';
import { credentialsIn } from './credentials';
import { deskOf } from './desk';
import type { Desk } from './desk';
import { UsageError } from './exit';
import type { Io } from './io';
import { siteAddress } from './site-address';
import { waitingClock } from './waiting-clock';

/** Options of every command. */
export const SESSION_OPTIONS = {
  site: { type: 'string' },
  space: { type: 'string' },
  project: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

export interface Session {
  readonly jira: JiraClient;
  readonly desk: Desk;
  /** `https://acme.atlassian.net` */
  readonly site: string;
  readonly clock: Clock;
}

/** Jira calls on its screens a space what its APIs call a project: both words name it. */
interface Named {
  readonly space?: string | undefined;
  readonly project?: string | undefined;
}

/** Holds what was given against what is needed, and asks Jira for nothing yet. @throws UsageError */
export function prepareSession(
  { site, ...named }: { readonly site?: string | undefined } & Named,
  io: Io,
): () => Promise<Session> {
  if (site === undefined) throw new UsageError('Name the site with --site https://your-site.atlassian.net.');
  const space = spaceIn(named);
  const address = siteAddress(site);
  const credentials = credentialsIn(io.env);
  return async () => {
    const clock = waitingClock(io);
    const jira = await connect(address, credentials, clock);
    return { jira, desk: await deskOf(jira, space), site: address.origin, clock };
  };
}

function spaceIn({ space, project = space }: Named): string {
  if (project === undefined || project.trim() === '') {
    throw new UsageError('Name the service space with --space, by its key.');
  }
  if (space !== undefined && space.trim() !== project.trim()) {
    throw new UsageError('--space and --project name two spaces. Give one of them.');
  }
  return project.trim();
}
