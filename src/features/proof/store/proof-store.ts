import { kvs } from '@forge/kvs';
import * as z from 'zod/mini';
import { proofFindingSchema, proofResultSchema, proofThingSchema } from '../../../contract/proof';
import type { ProofResult } from '../../../contract/proof';
import {
  accountIdSchema,
  organizationIdSchema,
  projectIdSchema,
  serviceDeskIdSchema,
} from '../../../domain/ids';
import { deleteAll, readAll, StorageError } from '../../../platform/kvs/kvs';
import { recordIn, recordPlace, replaceRecords } from '../../../platform/kvs/versioned-records';

const RUN = { kind: 'proof', id: 'run' } as const;
const RESULT = 'proof-result';
const TRIES_MAX = 8;
const PROBES = ['one', 'other'] as const;
const HOUR_MS = 3_600_000;
/** A run holds addresses: it is forgotten after a day, whatever became of it. */
const KEPT_HOURS = 24;

const runSchema = z.object({
  id: z.string(),
  by: accountIdSchema,
  startedAt: z.number(),
  /** From then on it counts as gone: storage may give it for longer. */
  until: z.number(),
  state: z.enum(['running', 'taking-back', 'over']),
  cancelled: z.optional(z.boolean()),
  /** Only the event that names it works on the run. */
  turn: z.int(),
  leaseUntil: z.optional(z.number()),
  /** When a worker had a turn last. */
  movedAt: z.number(),
  /** Turns in a row that ended without one more answer. */
  attempts: z.int(),
  projectId: projectIdSchema,
  serviceDeskId: serviceDeskIdSchema,
  email: z.string(),
  /** Invited with an e-mail; absent where none is to be sent. */
  mailEmail: z.optional(z.string()),
  organizationName: z.string(),
  /** Of the account: when it was made. */
  madeAt: z.optional(z.number()),
  /** When a search found it, where it did at once. */
  foundAt: z.optional(z.number()),
  accountId: z.optional(accountIdSchema),
  mailAccountId: z.optional(accountIdSchema),
  organizationId: z.optional(organizationIdSchema),
  /** The worker is at a step that may have changed Jira. */
  begun: z.optional(z.boolean()),
  /** What a step that waits for something keeps until its next turn. */
  scratch: z.optional(z.record(z.string(), z.number())),
  findings: z.array(proofFindingSchema),
  takenBack: z.array(proofThingSchema),
  left: z.array(proofThingSchema),
});
export type StoredProof = z.infer<typeof runSchema>;

const spanSchema = z.object({ from: z.number(), to: z.number() });
export type Span = z.infer<typeof spanSchema>;
export type Probe = (typeof PROBES)[number];

export interface ProofStore {
  /** The run that is kept; `undefined` where there is none, or it is over its retention. */
  find(now: number): Promise<StoredProof | undefined>;
  /** Makes a run, unless another is under way. @returns the one that is kept now. */
  begin(run: StoredProof, now: number): Promise<StoredProof>;
  /**
   * Changes the run. Safe under concurrent changes by other workers.
   *
   * @param change `undefined`: it stays as it is.
   * @returns the run as it is now, and whether this changed it.
   */
  change(
    id: string,
    now: number,
    change: (run: StoredProof) => StoredProof | undefined,
  ): Promise<{ readonly run: StoredProof | undefined; readonly changed: boolean }>;
  result(): Promise<ProofResult | undefined>;
  saveResult(result: ProofResult): Promise<void>;
  saveSpan(id: string, probe: Probe, span: Span): Promise<void>;
  spans(id: string): Promise<readonly Span[]>;
  /** Everything that holds an address. */
  remove(): Promise<void>;
}

export const proofStore: ProofStore = {
  find: async (now) => (await read(now))?.run,
  async begin(run, now) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const { run: kept, version } = await readAny(now);
      if (kept && kept.state !== 'over') return kept;
      if (await save(run, version)) return run;
    }
    throw new StorageError('PROOF_CONTENTION');
  },
  async change(id, now, change) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const kept = await read(now);
      if (kept?.run.id !== id) return { run: undefined, changed: false };
      const next = change(kept.run);
      if (!next) return { run: kept.run, changed: false };
      if (await save(next, kept.version)) return { run: next, changed: true };
    }
    throw new StorageError('PROOF_CONTENTION');
  },
  async result() {
    return proofResultSchema.safeParse(await kvs.get(RESULT)).data;
  },
  saveResult: (result) => kvs.set(RESULT, result),
  saveSpan: (id, probe, span) => kvs.set(spanKey(id, probe), span, { ttl: { unit: 'HOURS', value: 1 } }),
  async spans(id) {
    const values = await readAll(PROBES.map((probe) => spanKey(id, probe)));
    return [...values.values()].flatMap((value) => spanSchema.safeParse(value).data ?? []);
  },
  remove: () => deleteAll([recordPlace(RUN)]),
};

/** When a run that begins now is forgotten. */
export function keptUntil(now: number): number {
  return now + KEPT_HOURS * HOUR_MS;
}

async function read(
  now: number,
): Promise<{ readonly run: StoredProof; readonly version: number } | undefined> {
  const { run, version } = await readAny(now);
  return run && version !== undefined ? { run, version } : undefined;
}

/** A record that cannot be read is overwritten by the next proof. */
async function readAny(
  now: number,
): Promise<{ readonly run: StoredProof | undefined; readonly version: number | undefined }> {
  const record = recordIn(await readAll([recordPlace(RUN)]), RUN);
  const run = runSchema.safeParse(record?.value).data;
  return { run: run && run.until > now ? run : undefined, version: record?.version };
}

function save(run: StoredProof, seen: number | undefined): Promise<boolean> {
  return replaceRecords([{ ...RUN, seen, value: run, ttl: { unit: 'HOURS', value: KEPT_HOURS } }]);
}

function spanKey(id: string, probe: Probe): string {
  return `proof-span:${id}:${probe}`;
}
