import type { ProjectId } from '../../domain/ids';
import type { Clock } from '../../platform/clock';
import type { JiraClients } from '../../platform/jira/clients';
import type { Store } from '../stores';
import { refusedName } from './current-key';
import { projectPolicyNamed } from './effective';

interface Ports {
  readonly callers: Pick<JiraClients, 'user'>;
  readonly store: { readonly settings: Pick<Store['settings'], 'read' | 'saveKeysSeen'> };
  readonly clock: Clock;
}

/**
 * The project that a payload names by its key or id, where the app is on there. Not proof of anything: the guard asks Jira
 * about that very project.
 *
 * @returns `undefined` for a name that is not Jira's now, or that Jira does not confirm: nobody learns whether it was one.
 */
export async function projectNamed(name: string, ports: Ports): Promise<ProjectId | undefined> {
  const settings = await ports.store.settings.read();
  const named = projectPolicyNamed(settings.policy, name);
  const why = named && (await refusedName(name, named, ports.callers.user, { ...ports, settings }));
  return why ? undefined : named?.projectId;
}
