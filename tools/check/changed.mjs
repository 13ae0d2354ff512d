import { existsSync } from 'node:fs';
import path from 'node:path';
import { run, typeCheck } from './run.mjs';

/*
 * The inner loop: types of everything, lint and format of what changed since the last commit, and the tests beside it.
 * What only imports it is for `npx jest --onlyChanged`; the rest (site, browser, sweeps) for `npm test` and CI.
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
/** Folders of changed sources and words, each as a pattern of the tests that stand in it. */
const sources = files.filter((file) => /^(src|static)\/.*\.(ts|tsx|json)$/.test(file));
const beside = [...new Set(sources.map((file) => path.dirname(file)))].map(
  (folder) => `/${folder}/[^/]+\\.test\\.ts$`,
);
const steps = {
  'types, back end': typeCheck('back-end'),
  'types, all': typeCheck('all'),
  ...(code.length > 0 && { lint: [bin('oxlint'), '--type-aware', '--max-warnings', '0', ...code] }),
  ...(files.length > 0 && { format: [bin('oxfmt'), '--check', '--no-error-on-unmatched-pattern', ...files] }),
  ...(beside.length > 0 && {
    'unit tests': [
      bin('jest'),
      '--selectProjects',
      'unit',
      'static',
      '--passWithNoTests',
      '--silent',
      '--testPathPatterns',
      ...beside,
    ],
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
