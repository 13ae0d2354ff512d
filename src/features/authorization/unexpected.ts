import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';

/**
 * The reason for an unexpected error, which it writes to the log: by its class and code only, since
 * its message may hold an address.
 */
export function reasonOfError(error: unknown, where: string): Reason {
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? codeOf(error.code) : undefined;
  console.error(JSON.stringify({ event: 'error', where, name, ...(code && { code }) }));
  if (name === 'InterruptedError') return reason('interrupted');
  return reason(isStorageError(error) ? 'storage-unavailable' : 'unexpected');
}

/** Only what looks like a code: whatever answered may have put anything there. */
function codeOf(code: unknown): string | undefined {
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,60}$/.test(code) ? code : undefined;
}

function isStorageError(error: unknown): boolean {
  return error instanceof Error && (error.name.startsWith('ForgeKvs') || error.name === 'StorageError');
}
