import { AsyncLocalStorage } from 'node:async_hooks';

/** One run of one of the app's functions. */
export interface Invocation {
  readonly id: string;
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  /** Who is at the screen; `undefined` in a trigger. */
  readonly accountId: string | undefined;
  /** The project on whose page the screen is. */
  readonly projectId: string | undefined;
  /** When Forge ends the function, in ms since 1970 of real time. */
  readonly endsAt: number;
}

/** The invocation that the running code belongs to. */
export const currentInvocation = new AsyncLocalStorage<Invocation>();
