import { UsageError } from '../usage-error';

/** Runs a command; a failure is told in words, and the process ends with 1. */
export function runCli(usage: string, main: () => Promise<unknown>): void {
  main().catch((error: unknown) => {
    process.stderr.write(`${explain(error, usage)}\n`);
    process.exit(1);
  });
}

/** @throws UsageError when the option is no whole number from 0. */
export function numberOption(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} takes a whole number, not “${text}”.`);
  return Number(text);
}

function explain(error: unknown, usage: string): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'The port is taken. Name another one with --port.';
  if (code.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${usage}`;
  return error instanceof UsageError ? error.message : (error.stack ?? error.message);
}
