import type { Invocation } from './invocation';
import { currentInvocation } from './invocation';
import type { Manifest } from './manifest';
import { scopesOf } from './manifest';

export const CLOUD_ID = '11111111-2222-4333-8444-555555555555';
export const CONTEXT_ARI = `ari:cloud:jira::site/${CLOUD_ID}`;
export const INSTALLATION_ID = '66666666-7777-4888-8999-000000000000';
export const ENVIRONMENT_ID = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

const noMetrics = {
  counter: () => ({
    incr: () => undefined,
    incrBy: () => undefined,
    decr: () => undefined,
    decrBy: () => undefined,
  }),
  timing: () => ({ measure: () => ({ stop: () => undefined }) }),
  gauge: () => ({ set: () => undefined }),
};

/**
 * The object that `@forge/api` reads as `global.__forge_runtime__` on each call: the invocation's own, so that
 * invocations of two people never mix.
 */
export function runtimeOf(manifest: Manifest): unknown {
  const invocation = currentInvocation.getStore();
  return invocation && forInvocation(invocation, manifest);
}

function forInvocation(invocation: Invocation, manifest: Manifest): unknown {
  return {
    proxy: { token: 'local', url: 'http://127.0.0.1', host: '127.0.0.1' },
    contextAri: CONTEXT_ARI,
    container: { region: 'local', runtime: 'nodejs24.x', handler: invocation.functionKey },
    appContext: {
      appId: manifest.app.id.split('/').at(-1),
      appVersion: '1.0.0',
      environmentId: ENVIRONMENT_ID,
      environmentType: 'DEVELOPMENT',
      invocationId: invocation.id,
      installationId: INSTALLATION_ID,
      functionKey: invocation.functionKey,
      moduleType: invocation.moduleType,
      moduleKey: invocation.moduleKey,
      permissions: { scopes: [...scopesOf(manifest).keys()], external: {} },
    },
    aaid: invocation.accountId,
    lambdaContext: {
      awsRequestId: invocation.id,
      getRemainingTimeInMillis: () => Math.max(invocation.endsAt - Date.now(), 0),
    },
    tracing: { traceId: '0', spanId: '0' },
    realtime: { contextToken: 'local' },
    metrics: noMetrics,
  };
}
