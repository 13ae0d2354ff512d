import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/traces',
  globalSetup: './test/e2e/build-app.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  // In CI only: a test that passes at the second try is listed as flaky, to be mended, and the run goes on.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // How long to wait for what should appear. A slow machine is no failure: speed is measured by the benchmark.
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1100, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Etc/UTC',
  },
});
