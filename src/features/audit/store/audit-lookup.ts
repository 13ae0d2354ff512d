import * as z from 'zod/mini';
import type { AuditKind, AuditOutcome } from '../../../contract/audit';
import { storedSchema } from './audit-entry';
import type { Stored } from './audit-entry';
import { kindOf, pairMark } from './audit-kinds';
import type { Item } from '../../../platform/kvs/kvs';

/** The entity and its indexes are declared in manifest.yml under app.storage.entities. */
export const LOOKUP_ENTITY = 'audit-lookup';

/** A row of `audit-lookup`: where an entry is, and what finds it. */
export const lookupSchema = z.object({
  /** Of the entry: where that has another by now, the row is of an entry before it, and tells nothing. */
  order: z.string(),
  until: z.string(),
  /** The key of the entry. */
  entry: z.string(),
  actor: z.string(),
  projectId: z.string(),
  word: z.optional(z.string()),
  pair: z.optional(z.string()),
});
export type Lookup = z.infer<typeof lookupSchema>;

/**
 * What is written beside an entry, so that filters together find it: nothing for an invitation that is done, unless it was
 * made on a request, one row for what is unusual in one way, three for what is in both.
 */
export function lookupItems({ key, value, ttl }: Item): readonly Item[] {
  const stored = storedSchema.parse(value);
  const { order, until, actor, projectId } = stored;
  const words = wordsOf({ outcome: stored.outcome, kind: kindOf(stored.event) });
  const pair = stored.issueId === pairMark(stored) ? undefined : pairMark(stored);
  const rows = words.length > 0 || !pair ? words : [undefined];
  return rows.map((word, place): Item => {
    const row: Lookup = {
      order,
      until,
      entry: key,
      actor,
      projectId,
      ...(word !== undefined && { word }),
      ...(place === 0 && pair !== undefined && { pair }),
    };
    // No key of an entry has a "#": no other row is under it.
    return { entityName: LOOKUP_ENTITY, key: `${key}#${place}`, value: row, ttl };
  });
}

/** Whether it says where an entry is. One whose entry is not there is passed over, so it may be written before that. */
export function isLookup({ entityName }: Item): boolean {
  return entityName === LOOKUP_ENTITY;
}

/** The word that finds all that is asked for; `undefined` where only what is usual is. */
export function wordFor(asked: Unusual): string | undefined {
  return wordsOf(asked).at(-1);
}

/** Whether an entry's words leave something out that is asked for: what is usual is most of the log, and has no word. */
export function isUsualAsked({ outcome, kind }: Unusual): boolean {
  return outcome === 'done' || kind === 'invitation';
}

interface Unusual {
  readonly outcome?: AuditOutcome | undefined;
  readonly kind?: AuditKind | undefined;
}

function wordsOf({ outcome, kind }: Unusual): readonly string[] {
  const outcomes = outcome === undefined || outcome === 'done' ? [] : [outcome];
  const kinds = kind === undefined || kind === 'invitation' ? [] : [kind];
  const both = outcomes.flatMap((one) => kinds.map((other) => `${one}:${other}`));
  return [...outcomes, ...kinds, ...both];
}

/** As it is stored once its actor is erased: what it did stays found. */
export function withoutActor({ pair: _pair, ...row }: Lookup, actor: Stored['actor']): Lookup {
  return { ...row, actor };
}
