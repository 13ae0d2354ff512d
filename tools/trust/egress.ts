import type { App } from './app';
import { waysOutIn } from './ways-out';

/** What a manifest may have. Anything else may be a way out of Atlassian: remotes, providers, services, Connect. */
const PARTS = ['app', 'modules', 'resources', 'translations', 'permissions'];
const JUDGED = ['scopes', 'external', 'content'];
const OUTWARD_MODULES = ['endpoint', 'containers'];

/** No data leaves Atlassian, and the screens run no code but the app's own. */
export function checkEgress({ manifest, source }: App): readonly string[] {
  const { modules, permissions } = manifest;
  const { external, content } = permissions;
  return [
    ...(external === undefined ? [] : ['permissions.external names addresses outside of Atlassian']),
    ...(content === undefined
      ? []
      : [`permissions.content loosens what screens may run: ${JSON.stringify(content)}`]),
    ...Object.keys(permissions)
      .filter((name) => !JUDGED.includes(name))
      .map((name) => `permissions.${name} is something that nobody has judged`),
    ...Object.keys(manifest)
      .filter((name) => !PARTS.includes(name))
      .map((name) => `the manifest has ${name}, which may lead out`),
    ...OUTWARD_MODULES.filter((name) => name in modules).map((name) => `the manifest has the module ${name}`),
    ...Object.entries(modules).flatMap(([type, listed]) =>
      listed
        .filter((module) => JSON.stringify(module).includes('"endpoint":'))
        .map(({ key }) => `${type} ${key} is served by an endpoint, not by the app`),
    ),
    ...waysOutIn(source),
  ];
}
