import type { SearchPart } from './search-parts';

/** Where a search is. */
export interface SearchPlace {
  /** In which of the query's parts. */
  readonly part: number;
  /** The order of the last entry that was looked at, or a moment before which to begin; `undefined`: at the newest. */
  readonly before: string | undefined;
}

/** The beginning of a part: later than any entry. */
const NEWEST = '9999-12-31T23:59:59.999Z';
const MARK = /:[a-z]$/;

/** @param position as a page before gave it out. */
export function placeIn(position: string | undefined, parts: readonly SearchPart[]): SearchPlace {
  if (position === undefined) return { part: 0, before: undefined };
  const [mark = ''] = MARK.exec(position) ?? [];
  const order = position.slice(0, position.length - mark.length);
  const part = parts.findIndex((each) => each.mark === mark);
  return { part: Math.max(part, 0), before: order === NEWEST ? undefined : order };
}

export function positionOf({ part, before = NEWEST }: SearchPlace, parts: readonly SearchPart[]): string {
  return `${before}${parts[part]?.mark ?? ''}`;
}
