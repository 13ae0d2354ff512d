import { spawn } from 'node:child_process';

/** What a command said, its two streams together. */
interface Ran {
  /** Its exit code; `undefined` where there is no such command. */
  readonly code: number | undefined;
  readonly text: string;
}

/**
 * How a command runs: `quiet` keeps what it says, `shown` also shows it, `asking` hands it the terminal, so that it can ask
 * (what it says is then not kept).
 */
type How = 'quiet' | 'shown' | 'asking';
export type Run = (command: string, args: readonly string[], how: How) => Promise<Ran>;

/** Runs commands in a directory, with what they need of the environment. @param show takes what is shown meanwhile. */
export function runIn(directory: string, environment: NodeJS.ProcessEnv, show: (text: string) => void): Run {
  return (command, args, how) =>
    new Promise((resolve) => {
      const child = spawn(command, args, {
        cwd: directory,
        // What it says is read: no colours, no moving progress.
        env: how === 'asking' ? environment : { ...environment, NO_COLOR: '1', FORCE_COLOR: '0', CI: 'true' },
        stdio: how === 'asking' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      const take = (chunk: Buffer): void => {
        text += chunk.toString();
        if (how === 'shown') show(chunk.toString());
      };
      child.stdout?.on('data', take);
      child.stderr?.on('data', take);
      child.on('error', () => resolve({ code: undefined, text }));
      child.on('close', (code) => resolve({ code: code ?? 1, text: plain(text) }));
    });
}

/** Without what colours and moves a terminal. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- that is what is to be removed
  return text.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '').replaceAll('\r', '\n');
}
