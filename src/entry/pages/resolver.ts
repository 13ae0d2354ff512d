import Resolver from '@forge/resolver';
import type { Procedure } from '../../features/authorization/guard';
import { portsFor, RESOLVER_BUDGET_MS } from '../ports';

/** The handler of a resolver function in the manifest. It takes nothing that did not go through the guard. */
export function resolverOf(
  ...functions: readonly (readonly Procedure[])[]
): ReturnType<Resolver['getDefinitions']> {
  const resolver = new Resolver();
  for (const procedure of functions.flat()) {
    resolver.define(procedure.name, ({ payload, context }: { payload: unknown; context: unknown }) =>
      procedure.run({ payload, context }, portsFor(RESOLVER_BUDGET_MS)),
    );
  }
  return resolver.getDefinitions();
}
