import type { JiraSite } from '../jira/site';
import type { Person } from '../jira/state';
import type { ActionForms } from './action-forms';
import { pageNamed } from './manifest';
import type { Manifest } from './manifest';
import { CLOUD_ID, CONTEXT_ARI, ENVIRONMENT_ID } from './runtime';

/** Where a screen is, as the platform vouches for it. */
export interface ScreenContext {
  readonly moduleKey: string;
  readonly accountId: string | undefined;
  /** Where it is not what the account says: `unlicensed`. */
  readonly accountType?: string;
  readonly project?: { readonly id: string; readonly key: string };
  readonly issue?: { readonly id: string; readonly key: string };
  readonly organization?: { readonly id: string };
  /** The language that the person chose in Jira, `de_DE`; American English unless they chose one. */
  readonly locale?: string;
}

/** What `view.getContext()` tells a screen, and the resolver's `context`. */
export function screenContext(
  { moduleKey, accountId, accountType, project, issue, organization, locale = 'en_US' }: ScreenContext,
  app: { readonly manifest: Manifest; readonly site: JiraSite; readonly actionForms: ActionForms },
): Record<string, unknown> {
  const page = pageNamed(app.manifest, moduleKey);
  return {
    accountId,
    accountType: accountType ?? typeOf(app.site.state.people.get(accountId ?? '')),
    cloudId: CLOUD_ID,
    localId: `${CONTEXT_ARI}/${moduleKey}`,
    environmentId: ENVIRONMENT_ID,
    environmentType: 'DEVELOPMENT',
    moduleKey,
    siteUrl: app.site.base,
    timezone: 'Etc/UTC',
    locale,
    extension: {
      type: page?.type,
      ...(project && { project: { ...project, type: 'service_desk' } }),
      ...(issue && { issue: { ...issue, type: 'Service request', typeId: '10010' } }),
      ...(organization && { organization }),
      ...(page?.type === 'action' && app.actionForms.contextOf(moduleKey)),
    },
  };
}

/** How the platform tells a resolver who is at the page. @see https://developer.atlassian.com/platform/forge/runtime-reference/forge-resolver/ */
function typeOf(person: Person | undefined): string {
  if (!person) return 'anonymous';
  return person.accountType === 'customer' ? 'customer' : 'licensed';
}
