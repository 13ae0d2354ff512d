import type { LocalSite } from '../../local/server/local-site';
import { endingSite, placesOf } from './ending';

/** The customer whom both projects invite. */
export const EMAIL = 'ada@acme.example';
export const HERE = {};
export const THERE = { who: 'other-agent', project: 'PAR' };

/** A site where the agents of both projects may invite into any organization. */
export async function twoProjects(): Promise<LocalSite> {
  const site = await endingSite();
  await site.savePolicy({ organizations: 'any' }, ['SUP', 'PAR']);
  return site;
}

/** Whether that customer is in Acme. */
export const isMember = (site: LocalSite): boolean => placesOf(site, EMAIL).includes('Acme');
