import type { Call } from './operation';

const LIMIT_DEFAULT = 50;
/** "Up to the maximum set for these objects in the current implementation", which Atlassian does not document: ours. */
const LIMIT_MAX = 50;

/** A page of the service desk API: `start`, `limit`, `isLastPage`, links. `path` as in the specification. */
export function page(call: Call, path: string, all: readonly unknown[]): unknown {
  return pageOf(call, path, all, (each) => each);
}

/** The same of things that are many: only those on the page are told. */
export function pageOf<T>(call: Call, path: string, all: readonly T[], tell: (each: T) => unknown): unknown {
  const start = numberIn(call.query, 'start', 0);
  const limit = Math.min(Math.max(numberIn(call.query, 'limit', LIMIT_DEFAULT), 1), LIMIT_MAX);
  const values = all.slice(start, start + limit);
  const isLastPage = start + values.length >= all.length;
  const at = (position: number): string => {
    const query = new URLSearchParams(call.query);
    query.set('start', String(position));
    query.set('limit', String(limit));
    return `${linkTo(call, path)}?${query.toString()}`;
  };
  return {
    _expands: [],
    size: values.length,
    start,
    limit,
    isLastPage,
    _links: {
      base: `${call.base}/rest/servicedeskapi`,
      context: '',
      self: at(start),
      ...(isLastPage ? {} : { next: at(start + limit) }),
      ...(start === 0 ? {} : { prev: at(Math.max(start - limit, 0)) }),
    },
    values: values.map(tell),
  };
}

/** The address of a path of the specification, with this call's values in its places. */
export function linkTo({ base, params }: Call, path: string): string {
  return base + path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

/** A whole number of a query, or `fallback` where there is none or it is none. */
export function numberIn(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : fallback;
}
