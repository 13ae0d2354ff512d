import { build } from 'esbuild';
import { mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { currentSandbox } from './current-sandbox';
import type { Sandbox } from './current-sandbox';

export const ROOT = path.resolve(__dirname, '../..');

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

/**
 * A bundle's handlers, for one site. The bundle itself is loaded once, as Forge keeps a process for many calls of many
 * sites: what its modules kept of one site, the next would see.
 */
export function loadBackEnd(file: string, sandbox: Sandbox): Readonly<Record<string, Handler>> {
  const { mtimeMs, size } = statSync(file);
  const version = [file, mtimeMs, size].join();
  if (loaded?.version !== version) {
    loaded = { version, handlers: currentSandbox.run(sandbox, () => evaluated(file)) };
  }
  return Object.fromEntries(
    Object.entries(loaded.handlers).map(([name, handler]) => [
      name,
      (...args: unknown[]) => currentSandbox.run(sandbox, () => handler(...args)),
    ]),
  );
}

/** The bundle that was loaded last: hardly ever is there another one. */
let loaded: { readonly version: string; readonly handlers: Readonly<Record<string, Handler>> } | undefined;

function evaluated(file: string): Readonly<Record<string, Handler>> {
  const module = { exports: {} };
  const global = currentGlobal();
  const known = {
    exports: module.exports,
    require: createRequire(file),
    module,
    __filename: file,
    __dirname: path.dirname(file),
    console: new Proxy(console, { get: (_, name) => Reflect.get(sandbox().console, name) as unknown }),
    fetch: ((...args) => sandbox().fetch(...args)) satisfies Sandbox['fetch'],
    Date: new Proxy(Date, {
      get: (_, name) => Reflect.get(sandbox().Date, name) as unknown,
      construct: (_, args) => Reflect.construct(sandbox().Date, args) as object,
    }),
    setTimeout: ((run, ms) => sandbox().setTimeout(run, ms)) satisfies Sandbox['setTimeout'],
    clearTimeout: ((timer) => sandbox().clearTimeout(timer)) satisfies Sandbox['clearTimeout'],
    global,
    globalThis: global,
  };
  const run = compileFunction(readFileSync(file, 'utf8'), Object.keys(known), { filename: file }) as Handler;
  run(...Object.values(known));
  return module.exports;
}

/** What the running code finds: its own site's. */
function sandbox(): Sandbox {
  const found = currentSandbox.getStore();
  if (!found) throw new Error('The app’s code runs outside every function.');
  return found;
}

/** The globals of the running code's site, and what Forge's runtime adds to them. */
function currentGlobal(): object {
  return new Proxy(Object.create(globalThis) as object, {
    has: (target, name) => name in sandbox().global || name in target,
    get(target, name) {
      const { global } = sandbox();
      return Reflect.get(Object.hasOwn(global, name) ? global : target, name) as unknown;
    },
  });
}
