import { view } from '@forge/bridge';

/** The part of the browser's address that belongs to the page. */
export interface Route {
  /** The path below the page's own address, without slashes around it. */
  readonly current: () => string;
  readonly go: (path: string) => void;
}

/** Jira's pages for these have no addresses below them. @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/jira-admin-page/ */
const WITHOUT_SUBPAGES: readonly string[] = ['get-started', 'configure'];

/**
 * Ties the page to the browser's address, so that a tab can be bookmarked and "back" leads to the one before.
 *
 * @param heard is told where the browser's own buttons lead.
 * @returns `undefined` where the host does not offer it.
 */
export async function openRoute(heard: (path: string) => void): Promise<Route | undefined> {
  try {
    const { moduleKey } = await view.getContext();
    if (WITHOUT_SUBPAGES.includes(moduleKey)) return undefined;
    const history = await view.createHistory();
    history.listen(({ pathname }) => heard(bare(pathname)));
    return {
      current: () => bare(history.location.pathname),
      go: (path) => history.push(`/${path}`),
    };
  } catch {
    return undefined;
  }
}

function bare(path: string): string {
  return path.replace(/^\/+|(?<!\/)\/+$/g, '');
}
