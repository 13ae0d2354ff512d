import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import * as z from 'zod';
import { Source } from './source';

const resourceSchema = z.looseObject({ key: z.string(), path: z.string() });
const functionModuleSchema = z.looseObject({ key: z.string().default(''), function: z.string().optional() });

/** A manifest as far as trust goes. Nothing is dropped: what is not expected has to be seen. */
const manifestSchema = z.looseObject({
  modules: z.record(z.string(), z.array(functionModuleSchema)),
  resources: z.array(resourceSchema).default([]),
  permissions: z.looseObject({
    scopes: z.record(z.string(), z.looseObject({ allowImpersonation: z.boolean().default(false) })),
  }),
});
export type Manifest = z.output<typeof manifestSchema>;

const customScopesSchema = z.looseObject({ scopes: z.record(z.string(), z.unknown()) });

/** All that the checks look at. */
export interface App {
  readonly manifest: Manifest;
  /** The names in `custom-scopes.yaml`. */
  readonly customScopes: readonly string[];
  readonly source: Source;
  /** All files of back end and screens, by their path in the project; without tests and what is built. */
  readonly files: readonly string[];
}

/** The app's files as texts; source files by their path in the project. */
export interface AppFiles {
  readonly manifest: string;
  readonly customScopes: string;
  readonly source: ReadonlyMap<string, string>;
  /** Paths of what else the screens consist of. */
  readonly assets: readonly string[];
}

/** @throws Error, in words, where a file has not the form of a manifest or of custom scopes. */
export function parseApp({ manifest, customScopes, source, assets }: AppFiles): App {
  return {
    manifest: read('manifest.yml', manifestSchema, manifest),
    customScopes: Object.keys(read('custom-scopes.yaml', customScopesSchema, customScopes).scopes),
    source: new Source(source),
    files: [...source.keys(), ...assets],
  };
}

function read<T>(file: string, schema: z.ZodType<T>, text: string): T {
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Reads the app in a folder: the back end and the screens, without what is built. */
export function readApp(root: string): AppFiles {
  const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const files = ['src', 'static'].flatMap((folder) => filesUnder(path.join(root, folder)));
  return {
    manifest: text('manifest.yml'),
    customScopes: text('custom-scopes.yaml'),
    source: new Map(
      files.map((file) => path.relative(root, file)).map((file) => [file, text(file)] as const),
    ),
    assets: ts.sys
      .readDirectory(path.join(root, 'static'), ['.html', '.svg'], ['build', 'node_modules'])
      .map((file) => path.relative(root, file)),
  };
}

export function filesUnder(folder: string): readonly string[] {
  return ts.sys.readDirectory(folder, ['.ts', '.tsx'], ['build', 'node_modules', '**/*.test.ts']);
}
