const transform = {
  '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022' } }],
  '^.+\\.mts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
};

/**
 * One part of the tests.
 *
 * @param {string} displayName what `--selectProjects` calls it
 * @param {string[]} folders below `test`
 * @param {object} [more]
 */
const project = (displayName, folders, more = {}) => ({
  displayName,
  // The sources are roots, too: `--onlyChanged` finds the tests of a source file by what imports it.
  roots: ['src', 'static', 'local', 'cli', 'tools', 'test'].map((folder) => `<rootDir>/${folder}`),
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  modulePathIgnorePatterns: ['/dist/', '/build/', '<rootDir>/tools/forge/'],
  setupFiles: ['<rootDir>/test/site-starts.ts'],
  transform,
  ...more,
});

/** These run the app's real bundle, which is made once for all of them. */
const bundled = { globalSetup: '<rootDir>/test/build-bundle.ts' };

const UNIT = [
  'action',
  'authority',
  'contract',
  'ending',
  'entry',
  'guard',
  'import',
  'invite',
  'jira',
  'keys',
  'policy',
  'privacy',
  'request',
  'script',
  'store',
];

/** @type {import('jest').Config} */
module.exports = {
  // Slow machines run many at once; nothing here is measured by its time.
  testTimeout: 30_000,
  // Much of it waits for a child process or a timer: no core is left for the runner alone.
  maxWorkers: '100%',
  projects: [
    project('unit', UNIT),
    project('static', ['static']),
    project('site', ['site'], bundled),
    project('local', ['local', 'tools'], bundled),
    project('cli', ['cli'], bundled),
    project('soak', ['soak'], bundled),
  ],
};
