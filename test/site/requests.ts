import type { Functions } from '../../src/contract/procedures';
import type { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';

/** Where a screen on a request is. */
export const on = (issue: string): { readonly issue: string } => ({ issue });

/** What the panel on a request shows. @throws where it is refused. */
export async function showRequest(
  site: LocalSite,
  issue = 'SUP-1',
): Promise<Functions['issue.show']['output']> {
  const reply = await ask(site, 'agent', 'issue.show', {}, 'SUP', on(issue));
  if (!reply.ok) throw new Error(`refused: ${reply.error.code}`);
  return reply.data;
}
