import type { Caller } from '../jira/caller';
import type { JiraSite } from '../jira/site';
import { currentInvocation } from './invocation';

/** Who deployed the app, and so contributes to it. */
const CONTRIBUTOR = 'jira-admin';

/**
 * An app that is not shared works for its contributors only.
 *
 * @throws Error where another person opens one of its screens, or calls one of its routes.
 * @see https://developer.atlassian.com/platform/forge/distribute-your-apps/
 */
export function checkShared(accountId: string | undefined, site: JiraSite): void {
  if (isOpenTo(accountId, site)) return;
  throw new Error('The app is not shared: only its contributors may use it');
}

/** Whether this account may use the app, or the app act in its name. */
export function isOpenTo(accountId: string | undefined, { state }: JiraSite): boolean {
  return state.profile.shared || state.people.get(accountId ?? '')?.role === CONTRIBUTOR;
}

/**
 * Whether the app may act for an account that is not at the screen. Not for those to whom it is not open; whether a web
 * trigger may is documented both ways, so that both are played.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/web-trigger/
 */
export function mayImpersonate(accountId: string, site: JiraSite): boolean {
  const inWebTrigger = currentInvocation.getStore()?.moduleType === 'core:webtrigger';
  return isOpenTo(accountId, site) && (site.state.profile.offlineInWebTriggers || !inWebTrigger);
}

/** What the app's own account may do with the scopes that it was granted. */
export function appWithScopes(app: Caller, scopes: ReadonlySet<string>, { state }: JiraSite): Caller {
  const isAdmin = state.profile.adminByScope && scopes.has('manage:jira-configuration');
  return isAdmin && app.person ? { ...app, person: { ...app.person, jiraAdmin: true } } : app;
}
