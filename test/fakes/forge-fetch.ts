/** A call as `@forge/api` and `@forge/kvs` hand it to the platform. */
export interface PlatformCall {
  readonly to: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly method: string;
  readonly body: unknown;
}

type PlatformFetch = (to: Record<string, unknown>, path: string, init?: RequestInit) => Promise<Response>;

/**
 * Stands in for the platform: Forge's own packages send every call through one global function.
 *
 * @returns the calls so far, and what takes the stand-in away again.
 */
export function fakeForgeFetch(answer: (call: PlatformCall) => Response | Promise<Response>): {
  readonly calls: readonly PlatformCall[];
  readonly restore: () => void;
} {
  const platform = globalThis as { __forge_fetch__?: PlatformFetch };
  const before = platform.__forge_fetch__;
  const calls: PlatformCall[] = [];
  platform.__forge_fetch__ = async (to, path, init) => {
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    const call: PlatformCall = { to, path, method: init?.method ?? 'GET', body };
    calls.push(call);
    return answer(call);
  };
  return {
    calls,
    restore: () => {
      if (before) platform.__forge_fetch__ = before;
      else delete platform.__forge_fetch__;
    },
  };
}
