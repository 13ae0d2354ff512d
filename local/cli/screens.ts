import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from '../forge/bundle';

const VITE = path.join(path.dirname(createRequire(__filename).resolve('vite/package.json')), 'bin/vite.js');

/** The pages of the app, each the folder of one resource in the manifest. */
export const SCREENS = ['invite', 'issue', 'organization', 'admin', 'project', 'action'] as const;

/** Builds every page of the app, as it is deployed. @throws Error where the build fails. */
export async function buildScreens(): Promise<void> {
  await Promise.all(SCREENS.map(buildScreen));
}

function buildScreen(screen: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [VITE, 'build', '--config', 'static/vite.config.mts', '--mode', screen, '--logLevel', 'warn'],
      {
        cwd: ROOT,
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The screen ${screen} was not built (vite ended with ${code})`));
    });
  });
}
