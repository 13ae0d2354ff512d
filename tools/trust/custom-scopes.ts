import * as z from 'zod';
import type { App } from './app';

const routeSchema = z.object({ scopes: z.array(z.string()).default([]) });

/** Each API route asks for a scope that is declared, and each that is declared is asked for. */
export function checkCustomScopes({ manifest, customScopes }: App): readonly string[] {
  const routes = (manifest.modules['apiRoute'] ?? []).map((route) => ({
    key: route.key,
    scopes: routeSchema.parse(route).scopes,
  }));
  const asked = new Set(routes.flatMap(({ scopes }) => scopes));
  return [
    ...routes
      .filter(({ scopes }) => scopes.length === 0)
      .map(({ key }) => `apiRoute ${key} asks for no scope`),
    ...[...asked]
      .filter((scope) => !customScopes.includes(scope))
      .map((scope) => `the scope ${scope} of an apiRoute is not in custom-scopes.yaml`),
    ...customScopes
      .filter((scope) => !asked.has(scope))
      .map((scope) => `the scope ${scope} in custom-scopes.yaml is asked for by no apiRoute`),
  ];
}
