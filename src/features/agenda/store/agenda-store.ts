import * as z from 'zod/mini';
import { readAll, writeAll } from '../../../platform/kvs/kvs';
import {
  recordItem,
  recordPlace,
  recordSchema,
  replaceRecords,
} from '../../../platform/kvs/versioned-records';
import type { RecordRef } from '../../../platform/kvs/versioned-records';

/** A change loses to at most one that got through, and gives up then: the next look does its work. */
const TRIES_MAX = 4;
/** Forge's longest; each look writes it anew. */
const KEPT = { unit: 'DAYS', value: 365 } as const;

const lookSchema = z.object({
  /** When it began, in ms since 1970. */
  at: z.number(),
  /** When there will be something to do, as far as it could see. */
  dueAt: z.number(),
});

const agendaSchema = z.object({
  /** When work was last begun that a schedule may have to go on with. */
  markedAt: z.optional(z.number()),
  /** For when the last event was queued that wakes `retry` between its runs. */
  wakeAt: z.optional(z.number()),
  looks: z.object({
    retry: z.optional(lookSchema),
    privacy: z.optional(lookSchema),
    ending: z.optional(lookSchema),
    upkeep: z.optional(lookSchema),
  }),
});

/** A schedule of manifest.yml. */
export type Job = keyof Agenda['looks'];

/** What the schedules saw when they looked last. A few numbers: all that an idle run reads. */
export type Agenda = z.infer<typeof agendaSchema>;

export interface AgendaStore {
  /** `undefined` where there is none, or it cannot be read: then everything is looked at. */
  read(): Promise<Agenda | undefined>;
  /**
   * Changes it as it is now.
   *
   * @param change gets an empty one where there is none; may be asked several times; `undefined`: leave it.
   * @returns false where others kept changing it.
   * @throws StorageError where storage refuses.
   */
  change(change: (agenda: Agenda) => Agenda | undefined): Promise<boolean>;
}

const REF: RecordRef = { kind: 'agenda', id: 'site' };
const NONE: Agenda = { looks: {} };

export const agendaStore: AgendaStore = {
  read: async () => (await readStored()).agenda,
  async change(change) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const { agenda = NONE, seen, isDamaged } = await readStored();
      const value = change(agenda);
      if (!value) return true;
      if (isDamaged) {
        await writeAll([recordItem({ ...REF, seen, value, ttl: KEPT })]);
        return true;
      }
      if (await replaceRecords([{ ...REF, seen, value, ttl: KEPT }])) return true;
    }
    return false;
  },
};

async function readStored(): Promise<{
  readonly agenda: Agenda | undefined;
  readonly seen: number | undefined;
  readonly isDamaged: boolean;
}> {
  const stored = (await readAll([recordPlace(REF)])).get(recordPlace(REF).key);
  const record = recordSchema.safeParse(stored).data;
  const agenda = agendaSchema.safeParse(record?.value).data;
  // One that was made to be compared with holds nothing yet, and is none.
  const isDamaged = stored !== undefined && !agenda;
  return { agenda, seen: record?.version, isDamaged };
}
