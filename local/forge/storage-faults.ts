import * as z from 'zod';

/** What an app asks of its storage; plain keys, secrets and entities alike. */
const KINDS = [
  'get',
  'set',
  'delete',
  'query',
  'batch-get',
  'batch-set',
  'batch-delete',
  'transaction',
] as const;

export const storageFaultSchema = z.strictObject({
  /** Any where none is given. */
  operations: z.array(z.enum(KINDS)).min(1).optional(),
  status: z.int().min(400).max(599).default(500),
  /** What `@forge/kvs` tells the app, beside the status. */
  code: z.string().default('INTERNAL_ERROR'),
  /** How often it strikes; for ever where none is given. */
  times: z.int().positive().optional(),
  /** The work is done, and only then the answer lost. */
  afterWork: z.boolean().default(false),
});
export type StorageFault = z.output<typeof storageFaultSchema>;

/** Faults that strike the app's storage, as set by `PUT /__site/storage-faults`. */
export class StorageFaults {
  #faults: { readonly fault: StorageFault; left: number }[] = [];

  /** Takes the place of all faults before. @throws ZodError where one is none. */
  set(faults: readonly z.input<typeof storageFaultSchema>[]): void {
    this.#faults = faults
      .map((fault) => storageFaultSchema.parse(fault))
      .map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
  }

  all(): readonly StorageFault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  /** The fault that strikes a request, if any. @param path `/api/v1/entity/set` */
  strike(path: string): StorageFault | undefined {
    const kind = kindOf(path);
    const struck = this.#faults.find(
      ({ fault: { operations }, left }) =>
        left > 0 && (operations === undefined || operations.some((each) => each === kind)),
    );
    if (struck) struck.left -= 1;
    return struck?.fault;
  }
}

function kindOf(path: string): string {
  return path
    .replace(/^\/api\/v1\//, '')
    .replace(/^(?:secret|entity)\//, '')
    .replace('/', '-');
}
