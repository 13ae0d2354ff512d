import type { ProjectId, ServiceDeskId } from '../src/domain/ids';
import type { JiraClient } from '../src/platform/jira/client';
import { serviceDesksByProject } from '../src/platform/jira/service-desks';
import { CommandFailed } from './exit';
import { refusalWords } from './words';

export interface Desk {
  readonly projectId: ProjectId;
  readonly projectKey: string;
  readonly serviceDeskId: ServiceDeskId;
}

/**
 * The service desk of a space.
 *
 * @param project its key, in either case, or its id.
 * @throws CommandFailed where Jira shows none to the account.
 */
export async function deskOf(jira: JiraClient, project: string): Promise<Desk> {
  const desks = await serviceDesksByProject(jira);
  if (!desks.ok) throw new CommandFailed(refusalWords(desks.error));
  const found = [...desks.data].find(
    ([projectId, { projectKey }]) => projectId === project || projectKey === project.toUpperCase(),
  );
  if (!found) {
    throw new CommandFailed(`Jira shows this account no service space ${project}. Is it an agent there?`);
  }
  const [projectId, { id, projectKey }] = found;
  return { projectId, projectKey, serviceDeskId: id };
}
