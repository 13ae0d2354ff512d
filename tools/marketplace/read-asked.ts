import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Asked } from './scopes-page';

const manifestSchema = z.object({
  modules: z.object({
    apiRoute: z.array(z.object({ path: z.string(), operation: z.string(), scopes: z.array(z.string()) })),
  }),
  permissions: z.object({
    scopes: z.record(z.string(), z.object({ allowImpersonation: z.boolean().exactOptional() })),
  }),
});

/** What the manifest asks a site for. */
export function readAsked(): Asked {
  const file = path.resolve(__dirname, '../../manifest.yml');
  const { modules, permissions } = manifestSchema.parse(parse(readFileSync(file, 'utf8')));
  return { scopes: permissions.scopes, routes: modules.apiRoute };
}
