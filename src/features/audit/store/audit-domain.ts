import { kvs, Sort } from '@forge/kvs';
import * as z from 'zod/mini';
import { organizationIdSchema } from '../../../domain/ids';
import type { OrganizationId, ProjectId } from '../../../domain/ids';
import { AUDIT_ENTITY, isKept, iso, storedSchema } from './audit-entry';

/** Forge storage: entries of one query. */
const QUERY_MAX = 100;

const idsSchema = z.array(organizationIdSchema);

/**
 * Into which organizations a project's customers of one domain were invited last: one query, of the newest entries of the
 * domain.
 *
 * @returns one list for each invitation that was into any.
 */
export async function organizationsOfDomain(
  domain: string,
  projectId: ProjectId,
  oldest: number,
  now: number,
): Promise<readonly (readonly OrganizationId[])[]> {
  const { results } = await kvs
    .entity<unknown>(AUDIT_ENTITY)
    .query()
    .index('by-domain', { partition: [domain] })
    .sort(Sort.DESC)
    .limit(QUERY_MAX)
    .getMany();
  return results.flatMap(({ value }) => {
    const entry = storedSchema.safeParse(value).data;
    if (entry?.event !== 'invitation' || entry.projectId !== projectId || entry.outcome !== 'done') return [];
    // Forge may return a value up to 48 hours after it expired.
    if (entry.until <= iso(now) || !isKept(entry, oldest, now)) return [];
    const ids = idsSchema.safeParse(entry.detail['organizationIds']).data ?? [];
    return ids.length > 0 ? [ids] : [];
  });
}
