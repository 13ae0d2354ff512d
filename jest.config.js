const transform = {
  '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022' } }],
  '^.+\\.mts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
};

/**
 * One part of the tests.
 *
 * @param {string} displayName what `--selectProjects` calls it
 * @param {string[]} folders
 * @param {object} [more]
 */
const project = (displayName, folders, more = {}) => ({
  displayName,
  // The sources are roots, too: `--onlyChanged` finds the tests of a source file by what imports it.
  roots: ['src', 'static', 'local', 'cli', 'tools', 'test'].map((folder) => `<rootDir>/${folder}`),
  testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.test.ts`),
  modulePathIgnorePatterns: ['/dist/', '/build/', '<rootDir>/tools/forge/'],
  setupFiles: ['<rootDir>/test/site-starts.ts'],
  testEnvironment: '<rootDir>/test/environment.js',
  transform,
  ...more,
});

/** These run the app's real bundle, which is made once for all of them. */
const bundled = { globalSetup: '<rootDir>/test/build-bundle.ts' };

/** @type {import('jest').Config} */
module.exports = {
  // Slow machines run many at once; nothing here is measured by its time.
  testTimeout: 30_000,
  // Much of it waits for a child process or a timer: no core is left for the runner alone.
  maxWorkers: '100%',
  projects: [
    // These stand beside their source.
    project('unit', ['src']),
    project('static', ['static']),
    project('site', ['test/site'], bundled),
    project('local', ['test/local', 'test/tools'], bundled),
    project('cli', ['test/cli'], bundled),
    // Sweeps that end the function before and after each call: `npm run test:sweeps`, in CI.
    project('soak', ['test/soak'], bundled),
  ],
};
