import type { ProjectId } from '../../../src/domain/ids';
import type { Reply } from '../../../src/contract/reply';
import { byName } from '../../platform/by-name';
import { call } from '../../platform/call';
import { linkedOrganizations, serviceProjects, siteOrganizations } from '../../platform/jira';
import type { OrganizationOption } from '../../platform/jira';
import type { KeyScope } from './key-calls';

export interface KeyProject {
  readonly projectId: ProjectId;
  readonly key: string;
  readonly name: string;
}

/** What keys can be made for, here. */
export interface KeyPlace {
  /** Those that are enabled, by name; inside a project, only that one. */
  readonly projects: readonly KeyProject[];
  readonly organizations: () => Promise<readonly OrganizationOption[]>;
}

export function loadKeyPlace(scope: KeyScope): Promise<Reply<KeyPlace>> {
  return scope === 'site' ? loadSite() : loadProject();
}

async function loadSite(): Promise<Reply<KeyPlace>> {
  const reply = await call('policy.show', {});
  if (!reply.ok) return reply;
  const projects = Object.entries(reply.data.projects).map(([id, { key, name }]) => ({
    projectId: id as ProjectId,
    key,
    name,
  }));
  projects.sort(byName);
  return { ok: true, data: { projects, organizations: siteOrganizations } };
}

async function loadProject(): Promise<Reply<KeyPlace>> {
  const [reply, visible] = await Promise.all([
    call('project.show', {}),
    serviceProjects().catch(() => undefined),
  ]);
  if (!reply.ok) return reply;
  const { projectId } = reply.data;
  const here = visible?.find((project) => project.projectId === projectId);
  if (!here) {
    const organizations = () => Promise.reject(new Error('Jira does not show the service desk'));
    return { ok: true, data: { projects: [{ projectId, key: projectId, name: projectId }], organizations } };
  }
  return {
    ok: true,
    data: { projects: [here], organizations: () => linkedOrganizations(here.serviceDeskId) },
  };
}
