import { ANONYMOUS } from '../jira/caller';
import type { Caller } from '../jira/caller';
import type { JiraSite } from '../jira/site';
import { currentInvocation } from './invocation';
import { scopesOf } from './manifest';
import type { Manifest } from './manifest';
import { appWithScopes, mayImpersonate } from './sharing';

/** What `@forge/api` hands to `global.__forge_fetch__` for a call to Jira. */
export interface ProductCall {
  readonly provider: 'app' | 'user' | 'none';
  /** Set where the app acts for a person who is not at the screen. */
  readonly accountId?: string;
}

/** What a live site answers to a call beyond the app's scopes: from memory, not documented. */
const SCOPE_MISMATCH = { code: 401, message: 'Unauthorized; scope does not match' };

/**
 * Passes a call to Jira on, as Forge's proxy does: in the name of the app or of a person, within the manifest's scopes.
 */
export async function fetchJira(
  call: ProductCall,
  path: string,
  init: RequestInit,
  { site, manifest }: { readonly site: JiraSite; readonly manifest: Manifest },
): Promise<Response> {
  const { provider, accountId } = call;
  // No token is given out for them, so that Jira is not asked at all, not even anonymously.
  if (provider === 'user' && accountId !== undefined && !mayImpersonate(accountId, site)) {
    return new Response(null, { status: 401 });
  }
  const caller = callerOf(call, site, manifest);
  if (!caller) return needsAuthentication();
  const url = new URL(path, 'http://jira.invalid');
  const method = init.method?.toUpperCase() ?? 'GET';
  const operation = site.operationFor(method, url.pathname);
  const offline = call.provider === 'user' && call.accountId !== undefined;
  if (operation && !covered(operation.scopes, manifest, offline)) {
    return Response.json(SCOPE_MISMATCH, { status: 401 });
  }
  const headers = new Headers(init.headers);
  if (init.body && !headers.has('Content-Type')) headers.set('Content-Type', 'application/json');
  return site.call(caller, new Request(url, { ...init, method, headers }));
}

function callerOf(call: ProductCall, site: JiraSite, manifest: Manifest): Caller | undefined {
  const { provider, accountId } = call;
  switch (provider) {
    case 'app':
      return appWithScopes(site.app(), new Set(scopesOf(manifest).keys()), site);
    case 'user': {
      const id = accountId ?? currentInvocation.getStore()?.accountId;
      return id === undefined ? undefined : site.user(id);
    }
    default:
      return ANONYMOUS;
  }
}

function covered(scopeSets: readonly (readonly string[])[], manifest: Manifest, offline: boolean): boolean {
  const granted = scopesOf(manifest);
  return scopeSets.some((set) =>
    set.every((scope) => {
      const grant = granted.get(scope);
      return grant !== undefined && (!offline || grant.allowImpersonation);
    }),
  );
}

/** `@forge/api` knows this header and throws; without it, any status is an ordinary answer. */
function needsAuthentication(): Response {
  return new Response(null, { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' } });
}
