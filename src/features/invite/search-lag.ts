const MINUTE_MS = 60_000;

/** Waits between tries, in ms: Jira's search finds a new account "a few minutes" later; until then its absence proves nothing. */
export const SEARCH_LAG_WAITS_MS = [5, 10, 20, 40, 80].map((minutes) => minutes * MINUTE_MS);
