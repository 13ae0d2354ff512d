import { existsSync } from 'node:fs';
import { run, TYPESCRIPT } from './run.mjs';

/*
 * The inner loop: types of everything, lint and format of what changed since the last commit, and the unit tests that
 * import it. The rest (site, browser, sweeps) is for `npm test` and CI.
 */

const bin = (name) => `node_modules/.bin/${name}`;

/** Files that differ from the last commit, and files that git does not know yet. */
async function changedFiles() {
  const listed = await Promise.all([
    run(['git', 'diff', '--name-only', '--diff-filter=d', 'HEAD']),
    run(['git', 'ls-files', '--others', '--exclude-standard']),
  ]);
  return listed.flatMap(({ output }) => output.split('\n')).filter((file) => file !== '' && existsSync(file));
}

const files = await changedFiles();
const code = files.filter((file) => /\.(ts|tsx|mts|mjs|cjs|js)$/.test(file));
const steps = {
  'types, back end': [process.execPath, TYPESCRIPT, '-p', 'tsconfig.json', '--noEmit'],
  'types, all': [process.execPath, TYPESCRIPT, '-p', 'tsconfig.all.json'],
  ...(code.length > 0 && { lint: [bin('oxlint'), '--type-aware', '--max-warnings', '0', ...code] }),
  ...(files.length > 0 && { format: [bin('prettier'), '--check', '--ignore-unknown', ...files] }),
  ...(code.length > 0 && {
    'unit tests': [bin('jest'), '--selectProjects', 'unit', '--onlyChanged', '--passWithNoTests', '--silent'],
  }),
};

const started = performance.now();
const results = await Promise.all(
  Object.entries(steps).map(async ([name, command]) => ({ name, ...(await run(command)) })),
);
for (const { output } of results.filter(({ code }) => code !== 0)) process.stdout.write(output);
for (const { name, code, seconds } of results)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
console.log(`${files.length} changed files, ${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exit(results.every(({ code }) => code === 0) ? 0 : 1);
