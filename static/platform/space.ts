import { requestJira, view } from '@forge/bridge';
import type { ProjectId } from '../../src/domain/ids';
import { readJson } from './jira';

/** The project on whose page the person is; `undefined` where the host does not tell. */
export async function currentProject(): Promise<ProjectId | undefined> {
  const context = await view.getContext().catch(() => undefined);
  const { project } = (context?.extension ?? {}) as { project?: { id?: string | number } };
  return project?.id === undefined ? undefined : (String(project.id) as ProjectId);
}

/** Whether the person at the page administers Jira. It decides what is offered, never what is allowed. */
export async function isJiraAdmin(): Promise<boolean> {
  const answer = await readJson<{ permissions: { ADMINISTER?: { havePermission?: boolean } } }>(
    await requestJira('/rest/api/3/mypermissions?permissions=ADMINISTER', {
      headers: { Accept: 'application/json' },
    }),
  );
  return answer.permissions.ADMINISTER?.havePermission === true;
}
