import { CLOUD_ID } from '../forge/runtime';
import type { Caller } from '../jira/caller';
import { tokenHolder } from '../jira/scoped-tokens';
import type { JiraSite } from '../jira/site';

const PREFIX = /^\/ex\/jira\/([^/]+)(\/.*)$/;

/** What a live site answers to a call beyond the token's scopes: from memory, not documented. */
const SCOPE_MISMATCH = { code: 401, message: 'Unauthorized; scope does not match' };
const UNAUTHORIZED = { code: 401, message: 'Unauthorized' };

/**
 * Passes a call with an API token with scopes on, as `https://api.atlassian.com/ex/jira/{cloudId}` does. Other tokens
 * are not taken here, and these are not taken by the site itself.
 *
 * @throws NoAnswer where a fault breaks the connection.
 * @see https://support.atlassian.com/atlassian-cloud/kb/401-unauthorized-error-when-service-account-accesses-jira-or-confluence-api/
 */
export async function throughGateway(request: Request, site: JiraSite): Promise<Response> {
  const url = new URL(request.url);
  const [, cloudId, path = '/'] = PREFIX.exec(url.pathname) ?? [];
  if (cloudId !== CLOUD_ID) return Response.json({ code: 404, message: 'Not Found' }, { status: 404 });
  const holder = tokenHolder(request.headers.get('Authorization') ?? '', site.state);
  if (!holder) return Response.json(UNAUTHORIZED, { status: 401 });
  const sets = site.operationFor(request.method, path)?.scopes ?? [];
  if (sets.length > 0 && !sets.some((set) => set.every((scope) => holder.scopes.includes(scope)))) {
    return Response.json(SCOPE_MISMATCH, { status: 401 });
  }
  url.pathname = path;
  const headers = new Headers(request.headers);
  headers.delete('Authorization');
  const body = request.body === null ? {} : { body: await request.text() };
  const caller: Caller = { as: 'basic', person: holder.person };
  return site.call(caller, new Request(url, { method: request.method, headers, ...body }));
}
