import * as z from 'zod/mini';
import { systemClock } from '../../platform/clock';
import { accountNotes } from '../../features/audit/append';
import { AUDIT_ENTITY, LOOKUP_ENTITY } from '../../features/audit/store/audit-store';
import type { Item } from '../../platform/kvs/kvs';
import { NOTE_KIND, OLDER_NOTES } from '../../features/invite/store/enrolment-note';
import { lateEnrolments } from '../../features/invite/store/late-enrolments';
import { runAgain } from '../../platform/forge/queue';
import type { RunAgain } from '../../platform/forge/queue';
import { RECORD_ENTITY } from '../../platform/kvs/versioned-records';
import { forgeStore } from '../../features/stores';
import { unattended } from '../unattended';

/** Seconds until the next try, by the number of tries before. */
const WAITS = [10, 60, 300];
const WAIT_MAX = 900;

const NOTE_PREFIX = `${NOTE_KIND}:`;

const item = {
  value: z.unknown(),
  ttl: z.object({ unit: z.enum(['HOURS', 'DAYS']), value: z.number() }),
};
const eventSchema = z.object({
  body: z.object({
    items: z.array(
      z.union([
        z.object({ key: z.string(), entityName: z.enum([AUDIT_ENTITY, LOOKUP_ENTITY]), ...item }),
        // The answer to an Idempotency-Key, and when a key was used.
        z.object({
          key: z.string().check(z.startsWith('once:')),
          entityName: z.literal(RECORD_ENTITY),
          ...item,
        }),
        z.object({ key: z.string().check(z.startsWith('api-key-use:')), ...item }),
        z.object({
          key: z.string().check(z.startsWith(NOTE_PREFIX)),
          entityName: z.literal(RECORD_ENTITY),
          ...item,
        }),
        // From a version that kept notes there.
        z.object({ key: z.string().check(z.startsWith(OLDER_NOTES)), ...item }),
      ]),
    ),
  }),
  retryContext: z.optional(z.object({ retryCount: z.optional(z.number()) })),
});

/**
 * Writes what storage had refused after Jira was changed, and notes whose account ids that holds. Idempotent: each
 * has its key.
 */
export const onAuditQueue = unattended(
  'audit-queue',
  async (event: unknown): Promise<RunAgain | undefined> => {
    const { body, retryContext } = eventSchema.parse(event);
    try {
      const { items } = body;
      const isNote = ({ key }: Item): boolean => key.startsWith(NOTE_PREFIX) || key.startsWith(OLDER_NOTES);
      const late = items.filter(isNote);
      const others = items.filter((each) => !isNote(each));
      // A note of an enrolment comes late: what was noted since must not be lost.
      const notes = lateEnrolments(late, systemClock.now());
      await forgeStore.write([...others, ...accountNotes(items, systemClock.now())], { notes });
      return undefined;
    } catch {
      return runAgain(WAITS[retryContext?.retryCount ?? 0] ?? WAIT_MAX);
    }
  },
);
