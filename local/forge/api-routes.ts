import { randomUUID } from 'node:crypto';
import type { Manifest } from './manifest';
import { ENVIRONMENT_ID } from './runtime';

type Route = Manifest['modules']['apiRoute'][number];

/** A token as OAuth 2.0 (3LO) would give it: who granted it, and what for. */
interface Grant {
  readonly accountId: string;
  readonly scopes: readonly string[];
}

export type Admitted =
  | { readonly ok: true; readonly route: Route; readonly accountId: string; readonly path: string }
  | { readonly ok: false; readonly status: 401 | 403 | 404 };

/**
 * Stands in for Forge's API routes (Preview): addresses, tokens and scopes. There is no OAuth here; the site's controls
 * give a token to any caller. What a real gateway answers is not documented; here it is 401 without a token that is
 * known, 404 where no route has the method and the path, and 403 where the token lacks one of the route's scopes.
 *
 * @see https://developer.atlassian.com/platform/forge/expose-forge-app-rest-apis/
 */
export class ApiRoutes {
  readonly #grants = new Map<string, Grant>();

  constructor(private readonly manifest: Manifest) {}

  /** Where the routes' paths begin, on the site. */
  get base(): string {
    return `/gateway/api/svc/jira/apps/${this.manifest.app.id.split('/').at(-1)}_${ENVIRONMENT_ID}`;
  }

  /** A token of a person who let a client act for them, within these scopes. */
  grant(accountId: string, scopes: readonly string[]): string {
    const token = randomUUID();
    this.#grants.set(token, { accountId, scopes });
    return token;
  }

  /** Whether a request reaches the app, and which of its routes. */
  admit(request: Request): Admitted {
    const [, token = ''] = /^Bearer (\S+)$/.exec(request.headers.get('Authorization') ?? '') ?? [];
    const grant = this.#grants.get(token);
    if (!grant) return { ok: false, status: 401 };
    const path = new URL(request.url).pathname.slice(this.base.length);
    const route = this.manifest.modules.apiRoute.find(
      (each) => each.operation === request.method && isAt(path, each.path),
    );
    if (!route) return { ok: false, status: 404 };
    if (!route.scopes.every((scope) => grant.scopes.includes(scope))) return { ok: false, status: 403 };
    return { ok: true, route, accountId: grant.accountId, path };
  }
}

/** A `*` at the end stands for one segment. @see https://developer.atlassian.com/platform/forge/access-rest-apis-exposed-by-a-forge-app/ */
function isAt(path: string, pattern: string): boolean {
  return pattern.endsWith('/*')
    ? path.startsWith(pattern.slice(0, -1)) && /^[^/]+$/.test(path.slice(pattern.length - 1))
    : path === pattern;
}
