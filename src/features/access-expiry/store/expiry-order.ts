import { createHash } from 'node:crypto';
import type { AccountId, ProjectId } from '../../../domain/ids';

/** What of an ending says when its turn is. */
interface Turn {
  readonly projectId: ProjectId;
  readonly accountId: AccountId;
  readonly endsAt: string;
  readonly retryAt?: string | undefined;
}

/** By the moment of its turn; those of one moment are kept apart, so that a page can begin between them. */
export function inOrder({ endsAt, retryAt, projectId, accountId }: Turn): string {
  const turn = retryAt !== undefined && retryAt > endsAt ? retryAt : endsAt;
  const apart = createHash('sha256').update(`${projectId}:${accountId}`).digest('hex').slice(0, 16);
  return `${turn}:${apart}`;
}

/** How many of one order were shown, for those that nothing keeps apart. */
export interface Place {
  readonly sort: string;
  readonly shown: number;
}

/** Where a page begins. */
export function placeIn(position: string | undefined): Place | undefined {
  const [sort, shown] = position?.split('+') ?? [];
  return sort === undefined ? undefined : { sort, shown: Number(shown ?? 0) };
}

/** Where the next page begins. */
export function positionAfter(
  shown: readonly { readonly sort: string }[],
  before: Place | undefined,
): string {
  const sort = shown.at(-1)?.sort ?? '';
  const here = shown.filter((each) => each.sort === sort).length;
  return `${sort}+${here + (before?.sort === sort ? before.shown : 0)}`;
}
