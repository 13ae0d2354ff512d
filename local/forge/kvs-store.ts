import type { SiteClock } from '../clock';
import { KvsIndexes } from './kvs-index';
import type { Index, Stored } from './kvs-index';

/** Forge deletes expired values within 48 hours; until then they may still be read. */
const EXPIRED_KEPT_MS = 48 * 3_600_000;

/** The values of one installation: plain, secret and of each entity, by key. */
export class KvsStore {
  readonly #spaces = new Map<string, Map<string, Stored>>();
  readonly #indexes = new Map<string, KvsIndexes>();

  /** How long what is expired may still be read; a test may want it to be gone at once. */
  expiredKeptMs = EXPIRED_KEPT_MS;

  constructor(private readonly clock: SiteClock) {}

  get(space: string, key: string): Stored | undefined {
    const stored = this.#space(space).get(key);
    return stored && this.isGone(stored) ? undefined : stored;
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
    const values = this.#space(space);
    this.#indexes.get(space)?.change(values.get(key), stored);
    values.set(key, stored);
    return stored;
  }

  delete(space: string, key: string): boolean {
    const values = this.#space(space);
    this.#indexes.get(space)?.change(values.get(key), undefined);
    return values.delete(key);
  }

  all(space: string): Stored[] {
    return [...this.#space(space).values()].filter((stored) => !this.isGone(stored));
  }

  /** Rows in the order of an index, in one partition; those that are gone by now are still among them. */
  sorted(space: string, index: Index, partition: readonly unknown[]): readonly Stored[] {
    const indexes = this.#indexes.get(space) ?? new KvsIndexes();
    this.#indexes.set(space, indexes);
    return indexes.rows(index, partition, () => this.#space(space).values());
  }

  clear(): void {
    this.#spaces.clear();
    this.#indexes.clear();
  }

  /** Everything as JSON, to go on with in another process. */
  snapshot(): unknown {
    return [...this.#spaces].map(([space, values]) => [space, [...values.values()]]);
  }

  restore(snapshot: unknown): void {
    this.clear();
    for (const [space, values] of snapshot as [string, Stored[]][]) {
      this.#spaces.set(space, new Map(values.map((stored) => [stored.key, stored])));
    }
  }

  /** Whether Forge has deleted it by now. */
  isGone({ expiresAt }: Stored): boolean {
    return expiresAt !== undefined && expiresAt + this.expiredKeptMs < this.clock.now();
  }

  #space(space: string): Map<string, Stored> {
    const values = this.#spaces.get(space) ?? new Map<string, Stored>();
    this.#spaces.set(space, values);
    return values;
  }
}
