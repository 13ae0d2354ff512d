import type { ImportView } from '../../src/contract/import';
import type { Death } from '../../local/forge/crashes';
import type { LocalSite } from '../../local/server/local-site';
import { auditOf } from '../fakes/accounted';
import { importing, people } from './importing';

export const MINUTE = 60_000;
export const CONSUMER = 'import-queue';
export const FILE = { rows: people(12, ['Acme']), sliceRows: 6 };

/**
 * Lets the consumer end at a call to Jira or storage whose path says so, and its event never be delivered again.
 *
 * @param before such calls that it lives through.
 */
export async function diesAt(
  site: LocalSite,
  part: string,
  death: Death = 'after',
  before = 0,
): Promise<void> {
  let passed = 0;
  site.forge.crashes.at = ({ functionKey, path }) => {
    if (functionKey !== CONSUMER || !path.includes(part)) return undefined;
    passed += 1;
    if (passed <= before) return undefined;
    site.forge.crashes.at = () => undefined;
    return death;
  };
  await site.forge.runQueues();
  expect(site.forge.crashes.count).toBe(1);
}

/** Says what happens once, while a batch is with Jira. */
export function whileEnrolling(site: LocalSite, happens: () => unknown): void {
  const call = site.jira.call.bind(site.jira);
  site.jira.call = async (caller, request) => {
    if (request.method === 'POST' && request.url.includes('/servicedesk/1/customer')) {
      site.jira.call = call;
      await happens();
    }
    return call(caller, request);
  };
}

/** Accounts that the import made, by the site. */
export const made = (site: LocalSite) =>
  [...site.jira.state.people.values()].filter(({ email }) => email.startsWith('person-'));
export const cancel = (site: LocalSite, id: string) => importing(site, 'import.cancel', { importId: id });

/** Customers in the audit log by the import, whom it names. */
export function toldBy(site: LocalSite, view: ImportView): number {
  return auditOf(site, view, 'invitation').filter(({ value }) => value.customer !== undefined).length;
}
