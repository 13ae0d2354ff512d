import { IMPERSONATION, SCOPE_CALLS } from '../trust/scope-table';
import { SCOPE_REASONS } from './scope-reasons';

/** What of the manifest the page tells. */
export interface Asked {
  readonly scopes: Readonly<Record<string, { readonly allowImpersonation?: boolean }>>;
  readonly routes: readonly {
    readonly path: string;
    readonly operation: string;
    readonly scopes: readonly string[];
  }[];
}

/**
 * The page that the listing links to: each scope with its reason and calls, and each route of the REST API with its scope.
 *
 * @throws where a scope has no reason.
 */
export function scopesPage({ scopes, routes }: Asked): string {
  return [
    '# Scopes and routes',
    'Written by `npm run marketplace` from `manifest.yml`, the table of calls that `npm run check:trust` holds against the source, and the reasons in `tools/marketplace/scope-reasons.ts`; a test holds it to them.',
    '## Scopes',
    'Without impersonation, a scope serves the app itself and the person at the screen. With it, the calls may be made in the name of somebody who is not at the screen, for the reason that is given.',
    ...Object.entries(scopes).map(([scope, asked]) => section(scope, asked.allowImpersonation === true)),
    '## Routes of the REST API',
    'Off until a site admin enables them. The person of the token is asked of Jira on each call. Full description: [openapi.json](../openapi.json).',
    table(
      ['route', 'scope'],
      routes.map((route) => [
        `\`${route.operation} ${route.path}\``,
        route.scopes.map((each) => `\`${each}\``).join(', '),
      ]),
    ),
  ].join('\n\n');
}

function section(scope: string, isImpersonated: boolean): string {
  const reason = SCOPE_REASONS[scope];
  if (reason === undefined) throw new Error(`The scope ${scope} has no reason`);
  const calls = SCOPE_CALLS[scope] ?? [];
  return [
    `### \`${scope}\``,
    reason,
    ...(isImpersonated
      ? [`In the name of somebody who is not at the screen: ${IMPERSONATION[scope] ?? ''}.`]
      : []),
    ...(calls.length > 0 ? [calls.map((call) => `- \`${call}\``).join('\n')] : []),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
