import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';

const INTERVALS = ['fiveMinute', 'hour', 'day', 'week'] as const;
const HOUR_MS = 3_600_000;

/** How often a scheduled trigger runs. @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/scheduled-trigger/ */
export const INTERVAL_MS: Readonly<Record<(typeof INTERVALS)[number], number>> = {
  fiveMinute: HOUR_MS / 12,
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
};

const functionRef = z.object({ function: z.string() });

/** Words, or where they are in the translation files. */
const translatable = z.union([z.string(), z.strictObject({ i18n: z.string() })]);

const moduleSchema = z.object({
  key: z.string(),
  title: translatable.optional(),
  resource: z.string().optional(),
  resolver: functionRef.optional(),
  useAsGetStarted: z.boolean().optional(),
  useAsConfig: z.boolean().optional(),
});

const indexSchema = z.union([
  z.string(),
  z.object({ name: z.string(), range: z.array(z.string()), partition: z.array(z.string()).default([]) }),
]);

const ioTypeSchema = z.enum(['string', 'integer', 'number', 'boolean']);
/** The keys of actions that a module offers. */
const offerSchema = z.object({ key: z.string(), actions: z.array(z.string()).min(1).max(20) });
const actionSchema = functionRef.extend({
  key: z.string(),
  name: z.string(),
  description: z.string().min(1).max(255),
  actionVerb: z.enum(['GET', 'CREATE', 'UPDATE', 'DELETE', 'TRIGGER']),
  config: z.object({ resource: z.string() }).optional(),
  resolver: functionRef.optional(),
  inputs: z.record(z.string(), z.object({ type: ioTypeSchema, required: z.boolean() })),
  outputs: z.record(z.string(), z.object({ type: ioTypeSchema, nullable: z.boolean() })).default({}),
});

/** The parts of a Forge manifest that the local host acts on. */
const manifestSchema = z.object({
  app: z.object({
    id: z.string(),
    storage: z
      .object({
        entities: z.array(
          z.object({
            name: z.string(),
            attributes: z.record(z.string(), z.object({ type: z.string() })),
            indexes: z.array(indexSchema).default([]),
          }),
        ),
      })
      .default({ entities: [] }),
  }),
  modules: z.object({
    function: z.array(
      z.object({ key: z.string(), handler: z.string(), timeoutSeconds: z.number().optional() }),
    ),
    'jira:projectPage': z.array(moduleSchema).default([]),
    'jira:issueContext': z.array(moduleSchema).default([]),
    'jira:issueAction': z.array(moduleSchema).default([]),
    'jiraServiceManagement:organizationPanel': z.array(moduleSchema).default([]),
    'jira:adminPage': z.array(moduleSchema).default([]),
    'jira:projectSettingsPage': z.array(moduleSchema).default([]),
    'jira:projectPermission': z
      .array(z.object({ key: z.string(), name: translatable, description: translatable }))
      .default([]),
    scheduledTrigger: z
      .array(functionRef.extend({ key: z.string(), interval: z.enum(INTERVALS) }))
      .default([]),
    trigger: z.array(functionRef.extend({ key: z.string(), events: z.array(z.string()) })).default([]),
    webtrigger: z
      .array(
        functionRef.extend({
          key: z.string(),
          urlFormat: z.enum(['v1', 'v2']).default('v1'),
          response: z
            .object({
              type: z.enum(['static', 'dynamic']),
              outputs: z
                .array(
                  z.object({
                    key: z.string(),
                    statusCode: z.number(),
                    contentType: z.string(),
                    body: z.string().optional(),
                  }),
                )
                .default([]),
            })
            .optional(),
        }),
      )
      .default([]),
    apiRoute: z
      .array(
        functionRef.extend({
          key: z.string(),
          path: z.string(),
          operation: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
          scopes: z.array(z.string()),
        }),
      )
      .default([]),
    action: z.array(actionSchema).default([]),
    'automation:actionProvider': z.array(offerSchema).default([]),
    'rovo:agent': z.array(offerSchema.extend({ name: z.string().max(30), prompt: z.string() })).default([]),
    preUninstall: z.array(functionRef.extend({ key: z.string() })).default([]),
    consumer: z.array(functionRef.extend({ key: z.string(), queue: z.string() })).default([]),
  }),
  permissions: z.object({
    scopes: z.union([
      z.array(z.string()),
      z.record(z.string(), z.object({ allowImpersonation: z.boolean().default(false) })),
    ]),
    content: z
      .object({ styles: z.array(z.string()).default([]), scripts: z.array(z.string()).default([]) })
      .optional(),
    external: z
      .object({
        fetch: z
          .object({
            backend: z.array(z.union([z.string(), z.object({ address: z.string() })])).default([]),
            client: z.array(z.unknown()).default([]),
          })
          .optional(),
      })
      .optional(),
  }),
  resources: z.array(z.object({ key: z.string(), path: z.string() })).default([]),
  translations: z
    .object({
      resources: z.array(z.object({ key: z.string(), path: z.string() })),
      fallback: z.object({ default: z.string() }).catchall(z.union([z.string(), z.array(z.string())])),
    })
    .optional(),
});

export type Manifest = z.output<typeof manifestSchema>;
export type Page = Manifest['modules']['jira:projectPage'][number] & {
  readonly type: (typeof PAGE_TYPES)[number] | 'action';
};

const PAGE_TYPES = [
  'jira:projectPage',
  'jira:issueContext',
  'jira:issueAction',
  'jiraServiceManagement:organizationPanel',
  'jira:projectSettingsPage',
  'jira:adminPage',
] as const;

/** @throws where the file is missing or is no manifest that the host understands. */
export function readManifest(file: string): Manifest {
  return manifestSchema.parse(parse(readFileSync(file, 'utf8')));
}

/** The module with a screen that has this key. */
export function pageNamed({ modules }: Manifest, key: string): Page | undefined {
  for (const type of PAGE_TYPES) {
    const page = modules[type].find((each) => each.key === key);
    if (page) return { ...page, type };
  }
  // The form in which a rule's author fills in an action.
  const action = modules.action.find((each) => each.key === key);
  if (!action?.config) return undefined;
  const { name: title, config, resolver } = action;
  return { key, title, resource: config.resource, type: 'action', ...(resolver && { resolver }) };
}

/** The app's scopes, and whether each also serves for people who are not at the screen. */
export function scopesOf({
  permissions,
}: Manifest): ReadonlyMap<string, { readonly allowImpersonation: boolean }> {
  const { scopes } = permissions;
  return new Map(
    Array.isArray(scopes)
      ? scopes.map((scope) => [scope, { allowImpersonation: false }])
      : Object.entries(scopes),
  );
}

/** The same, granted more scopes. */
export function withScopes(manifest: Manifest, more: readonly string[]): Manifest {
  if (more.length === 0) return manifest;
  const scopes = Object.fromEntries([
    ...scopesOf(manifest),
    ...more.map((scope) => [scope, { allowImpersonation: false }] as const),
  ]);
  return { ...manifest, permissions: { ...manifest.permissions, scopes } };
}
