import type { JiraClient } from './client';

/** Calls to Jira under way at once. Forge's cost guide: "send at most 5-10 concurrent requests". */
export const IN_FLIGHT_MAX = 8;

/** Wraps callers so that together they never have more than `max` calls under way. */
export function createConcurrencyLimit(max: number = IN_FLIGHT_MAX): (caller: JiraClient) => JiraClient {
  let free = max;
  const waiting: (() => void)[] = [];

  const enter = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  return (caller) => ({
    async requestJira(path, init) {
      await enter();
      try {
        return await caller.requestJira(path, init);
      } finally {
        leave();
      }
    },
  });
}
