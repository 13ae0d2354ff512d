import { build } from 'esbuild';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';

export const ROOT = path.resolve(__dirname, '../..');

/** What the app's code finds in place of the globals that Forge's runtime provides. */
export interface Sandbox {
  readonly global: object;
  readonly console: Pick<Console, 'log' | 'info' | 'warn' | 'error' | 'debug'>;
  readonly fetch: typeof fetch;
  readonly Date: DateConstructor;
  readonly setTimeout: (run: () => void, ms?: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

export type Handler = (...args: unknown[]) => unknown;

/**
 * Bundles `src/index.ts` as Forge does, minified, into `dist/`.
 *
 * @returns the bundle's file.
 */
export async function buildBackEnd(): Promise<string> {
  const file = path.join(ROOT, 'dist/back-end/index.cjs');
  // Others may be reading the one that is there.
  const outfile = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true });
  await build({
    entryPoints: [path.join(ROOT, 'src/index.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    outfile,
    logLevel: 'warning',
  });
  renameSync(outfile, file);
  return file;
}

/** Loads a bundle, each time anew: its modules keep what they captured at their first invocation. */
export function loadBackEnd(file: string, sandbox: Sandbox): Readonly<Record<string, Handler>> {
  const module = { exports: {} };
  const known = {
    exports: module.exports,
    require: createRequire(file),
    module,
    __filename: file,
    __dirname: path.dirname(file),
    ...sandbox,
    globalThis: sandbox.global,
  };
  compiled(readFileSync(file, 'utf8'), Object.keys(known), file)(...Object.values(known));
  return module.exports;
}

/** Source and compiled code of the bundle that was loaded last: hardly ever is there another one. */
let last: { readonly source: string; readonly code: Buffer | undefined } | undefined;

/** Much of what loading costs is the compiler's work, which it need not do twice. */
function compiled(source: string, params: string[], filename: string): (...args: unknown[]) => void {
  const cachedData = last?.source === source ? last.code : undefined;
  // oxlint-disable-next-line typescript/no-deprecated -- `compileFunction` has no other way
  const run = compileFunction(source, params, { filename, cachedData, produceCachedData: !cachedData });
  if (!cachedData) last = { source, code: run.cachedData };
  return run as (...args: unknown[]) => void;
}
