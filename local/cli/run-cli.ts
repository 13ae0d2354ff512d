import { UsageError } from '../usage-error';

/** The highest port there is. */
export const PORT_MAX = 65_535;
/** More than this is a slip of the finger. */
export const LATENCY_MAX_MS = 60_000;

/** Runs a command; a failure is told in words, and the process ends with 1. */
export function runCli(usage: string, main: () => Promise<unknown>): void {
  main().catch((error: unknown) => {
    process.stderr.write(`${explain(error, usage)}\n`);
    process.exit(1);
  });
}

/** @throws UsageError when the option is no whole number from 0 to `most`. */
export function numberOption(name: string, text: string, most: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) > most) {
    throw new UsageError(`--${name} takes a whole number from 0 to ${most}, not “${text}”.`);
  }
  return Number(text);
}

function explain(error: unknown, usage: string): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'The port is taken. Name another one with --port.';
  if (code.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n\n${usage}`;
  return error instanceof UsageError ? error.message : (error.stack ?? error.message);
}
