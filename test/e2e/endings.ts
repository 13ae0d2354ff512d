import type { AccessPage, AccessView } from '../../src/contract/access-expiry';
import type { LocalSite } from '../../local/server/local-site';

/** The access to SUP that is stored to end, as its agent reads it. */
export async function endingsIn(site: LocalSite): Promise<readonly AccessView[]> {
  const reply = (await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'access.list', {})) as {
    readonly data: AccessPage;
  };
  return reply.data.access;
}
