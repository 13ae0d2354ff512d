import * as z from 'zod/mini';
import type { OrganizationId, ProjectId } from '../contract/ids';
import { readAll, writeAll } from './batch';

const KEPT_HOURS = 1;
const HOUR_MS = 3_600_000;

const newOrganizationSchema = z.object({ until: z.number() });

/**
 * Organizations that this app created for a project within the hour: where linking one failed, the next try may
 * link it, and no other.
 */
export interface NewOrganizationStore {
  has(projectId: ProjectId, id: OrganizationId, now: number): Promise<boolean>;
  add(projectId: ProjectId, id: OrganizationId, now: number): Promise<void>;
}

export const newOrganizationStore: NewOrganizationStore = {
  async has(projectId, id, now) {
    const key = keyOf(projectId, id);
    const value = newOrganizationSchema.safeParse((await readAll([key])).get(key)).data;
    // Forge may return a value up to 48 hours after it expired.
    return value !== undefined && value.until > now;
  },
  add: (projectId, id, now) =>
    writeAll([
      {
        key: keyOf(projectId, id),
        value: { until: now + KEPT_HOURS * HOUR_MS },
        ttl: { unit: 'HOURS', value: KEPT_HOURS },
      },
    ]),
};

function keyOf(projectId: ProjectId, id: OrganizationId): string {
  return `new-organization:${projectId}:${id}`;
}
