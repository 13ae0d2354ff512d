import { AsyncLocalStorage } from 'node:async_hooks';

/** What the app's code finds in place of the globals that Forge's runtime provides. */
export interface Sandbox {
  readonly global: object;
  readonly console: Pick<Console, 'log' | 'info' | 'warn' | 'error' | 'debug'>;
  readonly fetch: typeof fetch;
  readonly Date: DateConstructor;
  readonly setTimeout: (run: () => void, ms?: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

/** What the running code of the app finds: one process runs that of many sites. */
export const currentSandbox = new AsyncLocalStorage<Sandbox>();
