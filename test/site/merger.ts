import type { AuditEntry } from '../../src/contract/audit';
import type { Outcome } from '../../src/domain/invitation/outcome';
import { LocalSite } from '../../local/server/local-site';
import { inviteOne } from './inviting';
import { audited } from './scripting';

export const MINUTE_MS = 60_000;
/** An organization that does not exist yet. */
export const NAME = 'Merger Falcon';
export const HERE = { organizations: [{ name: NAME }] };

/** A site where the agents of both projects may create organizations. */
export async function mergerSite(): Promise<LocalSite> {
  const site = await LocalSite.create();
  site.forge.time.hurried = true;
  await site.savePolicy({ createOrganizations: true }, ['SUP', 'PAR']);
  site.jira.log.clear();
  return site;
}

export function inviteHere(site: LocalSite): Promise<Outcome> {
  return inviteOne(site, 'spy@evil.example', HERE);
}

/** What the audit log tells of organizations. */
export async function entries(site: LocalSite, action: 'created' | 'linked'): Promise<readonly AuditEntry[]> {
  return (await audited(site)).filter((entry) => entry.event === 'organization' && entry.action === action);
}

/** Runs the schedule that settles what was left open, every five minutes, for as long. */
export async function later(site: LocalSite, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    site.jira.clock.advance(5 * MINUTE_MS);
    await site.forge.runSchedule('retry');
  }
}
