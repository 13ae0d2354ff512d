import type { AuditEntry, AuditPage } from '../../src/contract/audit';
import type { LocalSite } from '../../local/server/local-site';

/** The invitations in the site's audit log, as a Jira admin reads them: newest first. */
export async function invitationsIn(site: LocalSite): Promise<readonly AuditEntry[]> {
  const reply = (await site.forge.invoke(site.screen('settings', 'jira-admin'), 'audit.page', {})) as {
    readonly data: AuditPage;
  };
  return reply.data.entries.filter(({ event }) => event === 'invitation');
}
