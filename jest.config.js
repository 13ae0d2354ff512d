/** @type {import('jest').Config} */
module.exports = {
  // Slow machines run many at once; nothing here is measured by its time.
  testTimeout: 30_000,
  // Much of it waits for a child process or a timer: no core is left for the runner alone.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/test/e2e/', '/test/bench/'],
  globalSetup: '<rootDir>/test/build-bundle.ts',
  setupFiles: ['<rootDir>/test/site-starts.ts'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2022' } }],
    '^.+\\.mts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
};
