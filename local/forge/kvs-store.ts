import type { SiteClock } from '../clock';

/** Forge deletes expired values within 48 hours; until then they may still be read. */
const EXPIRED_KEPT_MS = 48 * 3_600_000;

export interface Stored {
  readonly key: string;
  readonly value: unknown;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined;
}

/** The values of one installation: plain, secret and of each entity, by key. */
export class KvsStore {
  readonly #spaces = new Map<string, Map<string, Stored>>();

  constructor(private readonly clock: SiteClock) {}

  get(space: string, key: string): Stored | undefined {
    const stored = this.#space(space).get(key);
    return stored && this.#isGone(stored) ? undefined : stored;
  }

  set(space: string, key: string, value: unknown, ttlMs: number | undefined): Stored {
    const now = this.clock.now();
    const stored: Stored = {
      key,
      value: JSON.parse(JSON.stringify(value)) as unknown,
      createdAt: this.get(space, key)?.createdAt ?? now,
      updatedAt: now,
      expiresAt: ttlMs === undefined ? undefined : now + ttlMs,
    };
    this.#space(space).set(key, stored);
    return stored;
  }

  delete(space: string, key: string): boolean {
    return this.#space(space).delete(key);
  }

  all(space: string): Stored[] {
    return [...this.#space(space).values()].filter((stored) => !this.#isGone(stored));
  }

  /** Everything as JSON, to go on with in another process. */
  snapshot(): unknown {
    return [...this.#spaces].map(([space, values]) => [space, [...values.values()]]);
  }

  restore(snapshot: unknown): void {
    this.#spaces.clear();
    for (const [space, values] of snapshot as [string, Stored[]][]) {
      this.#spaces.set(space, new Map(values.map((stored) => [stored.key, stored])));
    }
  }

  #isGone({ expiresAt }: Stored): boolean {
    return expiresAt !== undefined && expiresAt + EXPIRED_KEPT_MS < this.clock.now();
  }

  #space(space: string): Map<string, Stored> {
    const values = this.#spaces.get(space) ?? new Map<string, Stored>();
    this.#spaces.set(space, values);
    return values;
  }
}
