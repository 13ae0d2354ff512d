import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import type { Environment } from './options';

/** The id that stands in the manifest until `forge register` writes another. */
const NO_APP = '00000000-0000-4000-8000-000000000000';
/** What a deployment consists of. */
const DEPLOYED = ['manifest.yml', 'package-lock.json', 'src', 'locales', 'static/icons', 'static/build'];

const manifestSchema = z.object({
  app: z.object({
    id: z.string(),
    storage: z.object({
      entities: z.array(
        z.object({
          name: z.string(),
          indexes: z.optional(z.array(z.union([z.string(), z.object({ name: z.string() })]))),
        }),
      ),
    }),
  }),
  permissions: z.object({ scopes: z.record(z.string(), z.unknown()) }),
});
const customScopesSchema = z.object({
  version: z.number(),
  scopes: z.record(z.string(), z.unknown()),
});

/** What the manifest says of the app, as far as a deployment needs it. */
export interface App {
  /** `undefined` until it is registered. */
  readonly id: string | undefined;
  readonly scopes: readonly string[];
  /** Scopes of its own for the REST API. Their names can never be changed or deleted. */
  readonly customScopes: CustomScopes;
  readonly indexes: number;
}
type CustomScopes = z.infer<typeof customScopesSchema>;

/** @throws ZodError where the manifest is none. */
export function readApp(root: string): App {
  const read = (name: string): unknown => parse(readFileSync(path.join(root, name), 'utf8'));
  const { app, permissions } = manifestSchema.parse(read('manifest.yml'));
  const id = app.id.split('/').at(-1);
  return {
    id: id === NO_APP ? undefined : id,
    scopes: Object.keys(permissions.scopes),
    customScopes: customScopesSchema.parse(read('custom-scopes.yaml')),
    indexes: app.storage.entities.reduce((sum, { indexes = [] }) => sum + indexes.length, 0),
  };
}

/** A digest of all that is deployed. */
export function digestOf(root: string): string {
  const hash = createHash('sha256');
  for (const file of DEPLOYED.flatMap((name) => filesUnder(root, name))) {
    hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function filesUnder(root: string, name: string): string[] {
  const whole = path.join(root, name);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [name];
  const entries = readdirSync(whole, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** What was deployed to an environment from this directory. */
export function readDeployed(root: string, environment: Environment): string | undefined {
  const file = deployedFile(root, environment);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export function noteDeployed(root: string, environment: Environment, digest: string): void {
  const file = deployedFile(root, environment);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, digest);
}

function deployedFile(root: string, environment: Environment): string {
  return path.join(root, 'dist/deployed', environment);
}
