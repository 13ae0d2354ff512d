import chromium from '@sparticuz/chromium';
import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
];

/**
 * A Chromium to test with: one that is installed, else the one that comes with npm.
 *
 * @returns the path of its executable.
 */
export async function findBrowser(): Promise<string> {
  return process.env['CHROMIUM'] ?? INSTALLED.find(existsSync) ?? chromium.executablePath();
}

/** Our own flags: those that `@sparticuz/chromium` proposes switch the browser's security off. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  // Nothing but this machine is reached.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
