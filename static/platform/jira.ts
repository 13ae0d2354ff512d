import { requestJira } from '@forge/bridge';
import type { OrganizationId, ProjectId, ServiceDeskId } from '../../src/domain/ids';
import { byName } from './by-name';

/** Values that are loaded for a list or a picker, so that a name is found by what is typed of it. */
export const LISTED_MAX = 20_000;
/** Pages that are asked for at once. */
const PAGES_AT_ONCE = 6;

export interface OrganizationOption {
  readonly id: OrganizationId;
  readonly name: string;
  readonly scimManaged: boolean;
}

/** Is told those that were found so far, while there are more. */
type OnOrganizations = (found: readonly OrganizationOption[]) => void;

/**
 * The organizations linked to the desk, asked from the page as the person at it: it costs the app neither an
 * invocation nor points. What comes out of it is a choice; the resolver checks it again.
 *
 * @throws Error where Jira does not answer with a page.
 */
export async function linkedOrganizations(
  serviceDeskId: ServiceDeskId,
  onFound?: OnOrganizations,
): Promise<OrganizationOption[]> {
  return organizationsAt(`/rest/servicedeskapi/servicedesk/${serviceDeskId}/organization`, onFound);
}

/**
 * The organizations of the site that the person at the page can see.
 *
 * @throws Error where Jira does not answer with a page.
 */
export async function siteOrganizations(onFound?: OnOrganizations): Promise<OrganizationOption[]> {
  return organizationsAt('/rest/servicedeskapi/organization', onFound);
}

interface ListedOrganization {
  readonly id: string;
  readonly name: string;
  readonly scimManaged?: boolean;
}

async function organizationsAt(
  path: string,
  onFound: OnOrganizations = () => undefined,
): Promise<OrganizationOption[]> {
  return toOptions(await listAll<ListedOrganization>(path, (found) => onFound(toOptions(found))));
}

function toOptions(found: readonly ListedOrganization[]): OrganizationOption[] {
  return found
    .map(({ id, name, scimManaged = false }) => ({ id: id as OrganizationId, name, scimManaged }))
    .sort(byName);
}

export interface ServiceProject {
  readonly projectId: ProjectId;
  readonly serviceDeskId: ServiceDeskId;
  readonly key: string;
  readonly name: string;
}

/**
 * The service projects that the person at the page can see.
 *
 * @throws Error where Jira does not answer with a page.
 */
export async function serviceProjects(): Promise<ServiceProject[]> {
  const found = await listAll<{ id: string; projectId: string; projectKey: string; projectName: string }>(
    '/rest/servicedeskapi/servicedesk',
  );
  return found
    .map(({ id, projectId, projectKey, projectName }) => ({
      projectId: projectId as ProjectId,
      serviceDeskId: id as ServiceDeskId,
      key: projectKey,
      name: projectName,
    }))
    .sort(byName);
}

/** The body of an answer. @throws Error where Jira refuses. */
export async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`Jira answered ${response.status}`);
  return (await response.json()) as T;
}

/** Twice as many as there were so far: a short list has no use for many. */
function pagesNext(pages: number): number {
  return Math.min(PAGES_AT_ONCE, Math.max(1, Math.floor(2 * pages)));
}

interface Page<T> {
  readonly values: readonly T[];
  readonly isLastPage: boolean;
}

/**
 * All values of one of the service desk API's lists: the first page, then some at once.
 *
 * @param onFound is told what was found so far, while there is more.
 */
async function listAll<T>(
  path: string,
  onFound: (found: readonly T[]) => void = () => undefined,
): Promise<T[]> {
  const pageFrom = async (start: number): Promise<Page<T>> =>
    readJson(
      await requestJira(`${path}?start=${start}&limit=100`, { headers: { Accept: 'application/json' } }),
    );
  const first = await pageFrom(0);
  const found = [...first.values];
  const size = found.length;
  let isWhole = first.isLastPage || size === 0;
  while (!isWhole && found.length < LISTED_MAX) {
    onFound([...found]);
    const from = found.length;
    const pages = await Promise.all(
      Array.from({ length: pagesNext(from / size) }, (_, place) => pageFrom(from + place * size)),
    );
    for (const { values, isLastPage } of pages) {
      found.push(...values);
      isWhole = isLastPage || values.length === 0;
      // What is behind a short page would leave a hole.
      if (isWhole || values.length < size) break;
    }
  }
  return found;
}
