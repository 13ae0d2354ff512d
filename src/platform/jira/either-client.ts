import type { JiraClient } from './client';

/**
 * Asks as the first, and as the second where Jira refuses the first outright. For reads only: a Jira admin without an
 * agent's licence, who lent their permission, reads less of a service desk than the app.
 */
export function eitherClient(first: JiraClient, second: JiraClient): JiraClient {
  if (first === second) return first;
  return {
    async requestJira(path, init, mayGoOn) {
      const answer = await first.requestJira(path, init, mayGoOn);
      return answer.status === 403 ? second.requestJira(path, init, mayGoOn) : answer;
    },
  };
}
