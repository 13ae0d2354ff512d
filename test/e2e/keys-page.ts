import type { FrameLocator, Locator } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a command as a person who copied it does, in a shell. @returns what it printed. */
/** Runs the command that the page shows, in a shell that has the key in its variable. */
export async function inShell(command: string, secret: string): Promise<string> {
  const env = { ...process.env, GUESTLIST_KEY: secret };
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `${command} --silent`], { env });
  return stdout;
}

export const keys = (app: Locator) => app.getByRole('table', { name: 'API keys' });
export const once = (app: Locator) => app.getByRole('region', { name: /copy the key now/ });

export async function openTab(
  open: (who: string, where: 'get started') => Promise<FrameLocator>,
): Promise<Locator> {
  const app = await open('jira-admin', 'get started');
  await app.getByRole('tab', { name: 'API keys' }).click();
  return app.getByRole('tabpanel', { name: 'API keys' });
}

export async function openKeys(
  open: (who: string, where: 'get started') => Promise<FrameLocator>,
): Promise<Locator> {
  const app = await openTab(open);
  await app.getByRole('heading', { name: 'API keys', exact: true }).waitFor();
  return app;
}

export async function createKey(app: Locator, name: string): Promise<void> {
  await app.getByRole('button', { name: 'Create API key' }).click();
  await app.getByLabel('Name').fill(name);
  await app.getByRole('button', { name: 'Create key' }).click();
  await once(app).waitFor();
}
