import * as z from 'zod';

export const faultSchema = z.strictObject({
  /** HTTP method; any where none is given. */
  method: z.string().optional(),
  /** A piece of the path; any where none is given. */
  path: z.string().optional(),
  /** Answered in place of the real answer, 400 to 599; 0 breaks the connection. */
  status: z.union([z.literal(0), z.int().min(400).max(599)]),
  /** Seconds, for the header of that name. */
  retryAfter: z.number().min(0).optional(),
  /** For the `RateLimit-Reason` header. */
  reason: z.string().optional(),
  /** Share of matching calls that fail, 0 to 1. */
  rate: z.number().min(0).max(1).default(1),
  /** How often it strikes; for ever where none is given. */
  times: z.int().positive().optional(),
  /** The work is done, and only then the answer lost. */
  afterWork: z.boolean().default(false),
});
export type Fault = z.output<typeof faultSchema>;

/** Faults that strike calls to Jira, as set by `PUT /__site/faults`. */
export class Faults {
  #faults: { readonly fault: Fault; left: number }[] = [];

  constructor(private readonly random: () => number) {}

  set(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
  }

  all(): readonly Fault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  /** The fault that strikes this call, if any. */
  strike(method: string, path: string): Fault | undefined {
    const struck = this.#faults.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.method === undefined || fault.method === method) &&
        (fault.path === undefined || path.includes(fault.path)) &&
        (fault.rate === 1 || this.random() < fault.rate),
    );
    if (struck) struck.left -= 1;
    return struck?.fault;
  }
}

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
