import { run, typeCheck } from './run.mjs';

/*
 * Everything that is said of the source without running it, side by side: most of it works on one core. `npm run lint` has
 * the same linters one after another.
 */

const bin = (name) => `node_modules/.bin/${name}`;

const steps = {
  layers: [bin('eslint'), '.', '--max-warnings', '0'],
  format: [bin('oxfmt'), '--check'],
  'types, back end': typeCheck('back-end'),
  'types, all': typeCheck('all'),
  lint: [bin('oxlint'), '--type-aware', '--max-warnings', '0'],
  'regular expressions': [bin('tsx'), 'tools/regexes/run.ts'],
  'what nothing uses': [bin('knip')],
  'what an admin may rely on': [bin('tsx'), 'tools/trust/check.ts'],
};

const results = await Promise.all(
  Object.entries(steps).map(async ([name, command]) => {
    const { code, output, seconds } = await run(command);
    if (code !== 0) process.stdout.write(output);
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
    return code;
  }),
);
process.exit(results.every((code) => code === 0) ? 0 : 1);
