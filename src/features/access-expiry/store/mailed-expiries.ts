import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { addressKey } from '../../../domain/address/address';
import type { ProjectId } from '../../../domain/ids';
import { readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';

/** Longer than a worker that crashed can stay unsettled. */
const KEPT_HOURS = 24;
const HOUR_MS = 3_600_000;

const noteSchema = z.object({ until: z.number() });

export interface MailedEndStore {
  /** Of these addresses, as given, those for which `mailedEndItem` was written within a day. */
  read(projectId: ProjectId, emails: readonly string[], now: number): Promise<ReadonlySet<string>>;
}

export const mailedEndStore: MailedEndStore = {
  async read(projectId, emails, now) {
    const values = await readAll(emails.map((email) => keyOf(projectId, email)));
    return new Set(
      emails.filter(
        (email) => (noteSchema.safeParse(values.get(keyOf(projectId, email))).data?.until ?? 0) > now,
      ),
    );
  },
};

/** Notes that an address without an account is about to be invited by e-mail, until an end. Keeps a hash of it. */
export function mailedEndItem(projectId: ProjectId, email: string, now: number): Item {
  return {
    key: keyOf(projectId, email),
    value: { until: now + KEPT_HOURS * HOUR_MS },
    ttl: { unit: 'HOURS', value: KEPT_HOURS },
  };
}

function keyOf(projectId: ProjectId, email: string): string {
  return `mailed-end:${projectId}:${createHash('sha256').update(addressKey(email)).digest('hex')}`;
}
