import { SCRIPT_ANSWERS, scriptAnswerBody } from '../../src/contract/script-api';
import type { ScriptAnswer } from '../../src/contract/script-api';
import { parseApp } from '../../tools/trust/app';
import type { App } from '../../tools/trust/app';

type Module = Record<string, unknown>;
type Modules = Record<string, Module[]>;
interface SmallManifest {
  modules: Modules;
  resources: { key: string; path: string }[];
  permissions: { scopes: Record<string, { allowImpersonation?: boolean }>; [more: string]: unknown };
  [more: string]: unknown;
}

export interface SmallApp {
  readonly manifest: SmallManifest;
  readonly customScopes: string[];
  readonly source: Record<string, string>;
  readonly assets: string[];
}

/** The least app that every check passes, each time a new copy: for tests to break. */
export function smallApp(): SmallApp {
  return {
    manifest: {
      modules: {
        'jira:adminPage': [
          {
            key: 'settings',
            icon: 'resource:icons;app.svg',
            resource: 'admin',
            resolver: { function: 'admin' },
          },
        ],
        webtrigger: [{ key: 'script', function: 'script', response: { type: 'static', outputs: outputs() } }],
        apiRoute: [{ key: 'api', path: '/x', function: 'api', scopes: ['read:x:custom'] }],
        action: [{ key: 'act', function: 'act' }],
        'automation:actionProvider': [{ key: 'provider', actions: ['act'] }],
        trigger: [{ key: 'lifecycle', function: 'installed', events: ['avi:forge:installed:app'] }],
        scheduledTrigger: [
          { key: 'retry', function: 'schedule', interval: 'hour' },
          { key: 'privacy', function: 'privacy', interval: 'hour' },
          { key: 'ending', function: 'ending', interval: 'hour' },
          { key: 'upkeep', function: 'upkeep', interval: 'hour' },
        ],
        consumer: [
          { key: 'audit', queue: 'audit', function: 'audit' },
          { key: 'import', queue: 'import', function: 'import' },
          { key: 'wake', queue: 'wake', function: 'wake' },
          { key: 'proof', queue: 'proof', function: 'proof' },
          { key: 'script-jobs', queue: 'script', function: 'script-jobs' },
        ],
        preUninstall: [{ key: 'uninstall', function: 'uninstalled' }],
        function: [
          { key: 'admin', handler: 'index.admin' },
          { key: 'script', handler: 'index.scriptDoor' },
          { key: 'api', handler: 'index.apiShow' },
          { key: 'act', handler: 'index.inviteByRule' },
          { key: 'installed', handler: 'index.onInstalled' },
          { key: 'schedule', handler: 'index.onSchedule' },
          { key: 'privacy', handler: 'index.onPrivacySchedule' },
          { key: 'audit', handler: 'index.onAuditQueue' },
          { key: 'import', handler: 'index.onImportQueue' },
          { key: 'wake', handler: 'index.onWakeQueue' },
          { key: 'proof', handler: 'index.onProofQueue' },
          { key: 'script-jobs', handler: 'index.onScriptQueue' },
          { key: 'ending', handler: 'index.onExpirySchedule' },
          { key: 'upkeep', handler: 'index.onReconcileSchedule' },
          { key: 'uninstalled', handler: 'index.onUninstall' },
        ],
      },
      resources: [
        { key: 'admin', path: 'static/build/admin' },
        { key: 'icons', path: 'static/icons' },
      ],
      permissions: {
        scopes: {
          'storage:app': {},
          'read:jira-user': { allowImpersonation: true },
          'read:email-address:jira': {},
        },
      },
    },
    customScopes: ['read:x:custom'],
    assets: ['static/icons/app.svg', 'static/pages/admin/index.html'],
    source: {
      'src/index.ts': `
        import { adminFunctions } from './entry/pages/admin';
        import { resolverOf } from './entry/pages/resolver';
        export { apiShow } from './entry/rest-api/api';
        export { inviteByRule } from './entry/automation/action';
        export { scriptDoor } from './entry/web-trigger/script';
        export { onInstalled, onSchedule, onPrivacySchedule, onExpirySchedule, onReconcileSchedule, onAuditQueue, onImportQueue, onProofQueue, onScriptQueue, onWakeQueue, onUninstall } from './entry/alone';
        export const admin = resolverOf(adminFunctions);`,
      'src/entry/pages/admin.ts': `
        import { procedure } from '../../features/authorization/guard';
        const show = procedure({ name: 'show' });
        export const adminFunctions: readonly Procedure[] = [show];`,
      'static/pages/admin/main.tsx': 'export {};',
      'src/entry/pages/resolver.ts': `
        import Resolver from '@forge/resolver';
        export function resolverOf(functions) {
          const resolver = new Resolver();
          for (const procedure of functions) resolver.define(procedure.name, (request) => procedure.run(request));
          return resolver.getDefinitions();
        }`,
      'src/entry/rest-api/api.ts': `
        import { procedure } from '../../features/authorization/guard';
        const shown = procedure({ name: 'api' });
        export const apiShow = apiRoute(async (call) => run(shown, call));
        function apiRoute(handle) { return handle; }
        function run(procedure, call) { return procedure.run(call); }`,
      'src/entry/automation/action.ts': `
        import { procedure } from '../../features/authorization/guard';
        const invited = procedure({ name: 'action' });
        export const inviteByRule = action('rule', (call) => run(invited, call));
        function action(kind, invite) { return invite; }
        function run(procedure, call) { return procedure.run(call); }`,
      'src/entry/web-trigger/script.ts': `
        import { handleRequest } from '../../features/script-api/handle-request';
        export async function scriptDoor(request) { return { outputKey: await handleRequest(request) }; }`,
      'src/entry/alone.ts': [
        `import { unattended } from './unattended';`,
        ...[
          'onInstalled',
          'onSchedule',
          'onPrivacySchedule',
          'onExpirySchedule',
          'onReconcileSchedule',
          'onAuditQueue',
          'onImportQueue',
          'onWakeQueue',
          'onProofQueue',
          'onScriptQueue',
          'onUninstall',
        ].map((name) => `export const ${name} = unattended('${name}', async () => {});`),
      ].join('\n'),
      'src/entry/unattended.ts': 'export function unattended(where, run) { return run; }',
      'src/features/authorization/guard.ts': 'export function procedure(definition) { return definition; }',
      'src/features/script-api/handle-request.ts':
        'export async function handleRequest(request) { return "invalid"; }',
      'src/features/stores.ts': `import { kvs } from '@forge/kvs'; export const all = kvs.query();`,
      'src/platform/jira/users.ts': `
        import { asUser, route } from '@forge/api';
        export const offline = (accountId) => asUser(accountId);
        export const find = (jira, query) => jira.requestJira(route\`/rest/api/3/user/search?query=\${query}\`);
        export const emails = (app) => app.requestJira(route\`/rest/api/3/user/email/bulk\`, { headers: {} });`,
    },
  };
}

/** As the checks get it. */
export function parsed({ manifest, customScopes, source, assets }: SmallApp): App {
  const scopes = Object.fromEntries(customScopes.map((name) => [name, {}]));
  return parseApp({
    manifest: JSON.stringify(manifest),
    customScopes: JSON.stringify({ version: 1, scopes }),
    source: new Map(Object.entries(source)),
    assets,
  });
}

function outputs(): Module[] {
  return Object.entries(SCRIPT_ANSWERS).map(([key, { status }]) => ({
    key,
    statusCode: status,
    contentType: 'application/json',
    body: scriptAnswerBody(key as ScriptAnswer),
  }));
}
