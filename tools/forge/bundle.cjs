/**
 * Bundles `src` with Atlassian's own bundler, as `forge deploy` does, into tools/forge/dist. Nothing is asked
 * of the network: Forge's runtime wrapper, which only Atlassian has, is replaced by two stand-ins, since the
 * local site loads the app's module itself.
 */
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, goOffline } = require('./offline.cjs');

const OUT = path.join(__dirname, 'dist');

async function main() {
  const scratch = goOffline();
  process.env.FORGE_RUNTIME_PATH = emptyRuntime(scratch);
  const { getNodeBundler, getEntryPoints, getWrapperProvider } = require('@forge/bundler');
  const { ConfigFile, FileSystemReader } = require('@forge/cli-shared');
  const fileSystemReader = new FileSystemReader();
  const manifest = new ConfigFile(fileSystemReader);
  const handlers = await manifest.getAppHandlers();
  const logger = quietLogger();
  const bundler = getNodeBundler(logger, getWrapperProvider({ fileSystemReader }), manifest);
  const { outputDir } = await bundler.bundle({ appDirectory: ROOT, entryPoints: getEntryPoints(handlers) });
  if (logger.warnings.length > 0) throw new Error(`The bundler warns:\n${logger.warnings.join('\n')}`);
  fs.rmSync(OUT, { recursive: true, force: true });
  fs.cpSync(outputDir, OUT, { recursive: true });
  const bundle = path.join(OUT, 'index.cjs');
  checkExports(bundle, handlers);
  console.log(`${path.relative(ROOT, bundle)}: ${fs.statSync(bundle).size} bytes, as Forge deploys it`);
}

/** The wrapper and the loader of Forge's runtime, which the bundler copies beside the bundle. */
function emptyRuntime(scratch) {
  fs.mkdirSync(path.join(scratch, 'runtime/dist'), { recursive: true });
  for (const script of ['wrapper.js', 'loader.js']) {
    // The bundler takes an empty file for a missing one.
    fs.writeFileSync(path.join(scratch, 'runtime/dist', script), '// Atlassian puts its own here.\n');
  }
  return path.join(scratch, 'runtime');
}

/** Keeps the warnings, of which there should be none, and drops the chatter. */
function quietLogger() {
  const warnings = [];
  const keep = (message) => warnings.push(message);
  const drop = () => undefined;
  return { warnings, warn: keep, error: keep, info: drop, debug: drop, trace: drop };
}

/** @throws Error when a handler that the manifest names is not in the bundle. */
function checkExports(bundle, handlers) {
  const exported = require(bundle);
  const missing = handlers.filter(({ func }) => typeof exported[func] !== 'function');
  if (missing.length > 0) {
    throw new Error(`The bundle lacks ${missing.map(({ module, func }) => `${module}.${func}`).join(', ')}`);
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
