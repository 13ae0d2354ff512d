import type { JiraSite } from '../../local/jira/site';
import type { Person } from '../../local/jira/state';

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON; nothing where the body is empty. */
  readonly body: unknown;
}

export type Ask = (method: string, path: string, options?: CallOptions) => Promise<Answered>;

/** What the specification calls opting in to an experimental operation. */
export const OPT_IN = { 'X-ExperimentalApi': 'opt-in' };

export function personWithRole(site: JiraSite, role: string): Person {
  const found = [...site.state.people.values()].find((person) => person.role === role);
  if (!found) throw new Error(`There is nobody with the role ${role}`);
  return found;
}

/** Calls a site with the API token of the person with this role, as a script does; `nobody` sends none. */
export function as(site: JiraSite, role: string): Ask {
  const headers: Record<string, string> =
    role === 'nobody' ? {} : { Authorization: basicAuth(personWithRole(site, role)) };
  return (method, path, options = {}) =>
    ask((request) => site.fetch(request), method, path, options, headers);
}

/** Calls a site as the app, as Forge's proxy does. */
export function asApp(site: JiraSite): Ask {
  return (method, path, options = {}) =>
    ask((request) => site.call(site.app(), request), method, path, options, {});
}

export function basicAuth({ email, apiToken = '' }: Pick<Person, 'email' | 'apiToken'>): string {
  return `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
}

async function ask(
  send: (request: Request) => Promise<Response>,
  method: string,
  path: string,
  { body, headers }: CallOptions,
  own: Readonly<Record<string, string>>,
): Promise<Answered> {
  const request = new Request(`http://127.0.0.1${path}`, {
    method,
    headers: { ...own, ...headers },
    ...(body instanceof FormData ? { body } : body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await send(request);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}
