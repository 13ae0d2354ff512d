import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/traces',
  globalSetup: './test/e2e/build-app.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  reporter: [['list']],
  use: {
    viewport: { width: 1100, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Etc/UTC',
    trace: 'retain-on-failure',
  },
});
