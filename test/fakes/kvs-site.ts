import path from 'node:path';
import { SiteClock } from '../../local/clock';
import { ROOT } from '../../local/forge/bundle';
import { Kvs } from '../../local/forge/kvs';
import { readManifest } from '../../local/forge/manifest';
import type { Manifest } from '../../local/forge/manifest';
import { VirtualClock } from './clock';
import { fakeForgeFetch } from './forge-fetch';

/** The local site's time, told by the clock that is handed to the code under test. */
class SameClock extends SiteClock {
  constructor(private readonly clock: VirtualClock) {
    super();
  }

  override now(): number {
    return this.clock.now();
  }

  override advance(ms: number): void {
    this.clock.advance(ms);
  }
}

/** Read once: the same for all tests of a file. */
let manifest: Manifest | undefined;

/** The app's own storage, as the manifest declares it, behind the real `@forge/kvs`. */
export interface KvsSite {
  readonly kvs: Kvs;
  readonly clock: VirtualClock;
  /** Storage operations so far, by path. */
  readonly operations: string[];
  /** Everything that is stored, as one text. */
  readonly text: () => string;
  /** Operations on this path are answered with 500 from now on; `undefined`: none any more. */
  readonly breakDown: (path: string | undefined) => void;
  readonly restore: () => void;
}

/**
 * A local site's storage without the site, for the store modules and what uses them.
 *
 * @param interleave requests arrive in another order than they were sent in, as on a network.
 */
export function kvsSite({ interleave }: { readonly interleave?: () => number } = {}): KvsSite {
  const clock = new VirtualClock();
  manifest ??= readManifest(path.join(ROOT, 'manifest.yml'));
  const kvs = new Kvs(manifest, new SameClock(clock));
  const { restore } = fakeForgeFetch(async ({ path: asked, body }) => {
    for (let turns = interleave?.() ?? 0; turns > 0; turns -= 1) await Promise.resolve();
    return kvs.handle(asked, body);
  });
  return {
    kvs,
    clock,
    operations: kvs.requests,
    text: () => JSON.stringify(kvs.store.snapshot()),
    breakDown: (broken) => {
      kvs.failing = (asked) => asked === broken;
    },
    restore,
  };
}
