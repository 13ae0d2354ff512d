import type { Clock } from '../../platform/clock';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { isPassing } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { reasonOf } from '../../platform/jira/reasons';
import { serviceDeskById } from '../../platform/jira/service-desks';
import type { Settings } from './store/settings-store';
import type { Store } from '../stores';

/** How long Jira's word on a project's key holds, in ms. */
const HOLDS_MS = 300_000;

interface Ports {
  readonly settings: Pick<Settings, 'keysSeen'>;
  readonly store: { readonly settings: Pick<Store['settings'], 'saveKeysSeen'> };
  readonly clock: Clock;
}

/**
 * Why a project cannot be meant by a name: the key under which it was enabled can belong to another project since. Jira is
 * asked for the key once in five minutes; an id names itself.
 *
 * @param caller an account that may see the project.
 */
export async function refusedName(
  name: string,
  { projectId, projectKey, serviceDeskId }: Pick<ProjectPolicy, 'projectId' | 'projectKey' | 'serviceDeskId'>,
  caller: JiraClient,
  { settings: { keysSeen = {} }, store, clock }: Ports,
): Promise<Reason | undefined> {
  if (name === projectId) return undefined;
  const now = clock.now();
  const seen = keysSeen[projectId];
  const holds = seen !== undefined && seen.at <= now && seen.at > now - HOLDS_MS;
  if (holds) return seen.key === projectKey ? undefined : renamed(projectKey);
  const desk = await serviceDeskById(caller, serviceDeskId);
  if (!desk.ok) return isPassing(desk.error) ? reasonOf(desk.error) : renamed(projectKey);
  const key = desk.data.projectId === projectId ? desk.data.projectKey : '';
  const fresh = Object.entries(keysSeen).filter(([, { at }]) => at > now - HOLDS_MS);
  // Where it cannot be kept, the next one asks again.
  await store.settings
    .saveKeysSeen({ ...Object.fromEntries(fresh), [projectId]: { key, at: now } })
    .catch(() => undefined);
  return key === projectKey ? undefined : renamed(projectKey);
}

function renamed(key: string): Reason {
  return reason('project-renamed', { project: key });
}
