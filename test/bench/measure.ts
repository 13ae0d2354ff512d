import type { LocalSite } from '../../local/server/local-site';

export interface Run {
  readonly what: string;
  readonly calls: number;
  readonly points: number;
  readonly storage: number;
  /** Milliseconds. */
  readonly took: number;
}

/** Runs something on a site, and counts what it cost. */
export async function measure(site: LocalSite, what: string, run: () => Promise<void>): Promise<Run> {
  site.jira.log.clear();
  site.forge.kvs.requests.length = 0;
  const start = performance.now();
  await run();
  const took = performance.now() - start;
  const calls = site.jira.log.all();
  return {
    what,
    calls: calls.length,
    points: calls.reduce((sum, call) => sum + call.points, 0),
    storage: site.forge.kvs.requests.length,
    took,
  };
}
