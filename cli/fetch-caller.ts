import type { JiraClient } from '../src/platform/jira/client';

/** A call that the code above has given up must not keep the process alive: a little more than its patience. */
const CALL_MAX_MS = 11_000;

/**
 * Calls Jira over the network: what Forge's proxy is to the app. Follows no redirect, since the token goes where it
 * was meant to go and nowhere else.
 *
 * @param base what stands before `/rest/…`.
 * @param authorization `undefined` for anonymous calls.
 */
export function fetchCaller(base: string, authorization: string | undefined): JiraClient {
  return {
    requestJira: ({ value }, init) =>
      fetch(`${base}${value}`, {
        method: init?.method ?? 'GET',
        headers: {
          ...init?.headers,
          'User-Agent': 'guestlist-cli',
          ...(authorization !== undefined && { Authorization: authorization }),
        },
        ...(typeof init?.body === 'string' && { body: init.body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(CALL_MAX_MS),
      }),
  };
}
