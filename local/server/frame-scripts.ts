import { build } from 'esbuild';
import path from 'node:path';
import { ROOT } from '../forge/bundle';

/** Bundled once: they are the same for all sites. */
const scripts = new Map<string, Promise<string>>();

/** One of the scripts around the app's frame, for a browser. */
export function scriptOf(file: string): Promise<string> {
  const script = scripts.get(file) ?? bundled(file);
  scripts.set(file, script);
  return script;
}

async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'local/frame', file)],
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
