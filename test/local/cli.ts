import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { ROOT } from '../../local/forge/bundle';

/** `tsx` within the process, without its own: half the time to start. */
const TSX = require.resolve('tsx/cjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the local site to its end, as `npm run` does. */
export function run(command: string, args: readonly string[]): Promise<Ended> {
  const child = start(command, args);
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (piece: Buffer) => (written[name] += piece.toString()));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...written }));
  });
}

/** Starts a command that goes on. @returns its first line, and what ends it. */
export async function runUntilLine(
  command: string,
  args: readonly string[],
): Promise<{ line: string; end: () => Promise<void> }> {
  const child = start(command, args);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.on('close', (code) => reject(new Error(`It ended with ${code} before it wrote a line`)));
  });
  return {
    line,
    end() {
      child.kill();
      return ended;
    },
  };
}

function start(command: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--require', TSX, path.join(ROOT, `local/cli/${command}.ts`), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
