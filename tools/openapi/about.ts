import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { About } from './document';

const packageSchema = z.object({ version: z.string() });
const scopesSchema = z.object({ scopes: z.record(z.string(), z.object({ description: z.string() })) });

/** What the project's own files say. @throws where they have not the form that is expected. */
export function readAbout(root: string): About {
  const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const { version } = packageSchema.parse(JSON.parse(text('package.json')));
  const { scopes } = scopesSchema.parse(parse(text('custom-scopes.yaml')));
  return {
    version,
    scopes: Object.fromEntries(Object.entries(scopes).map(([name, { description }]) => [name, description])),
  };
}
