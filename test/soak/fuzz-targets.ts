import Resolver from '@forge/resolver';
import { pageNamed } from '../../local/forge/manifest';
import type { ForgeHost } from '../../local/forge/host';
import { play } from './doors';
import type { Stage } from './stage';
import { tell } from './tell';

/** A function that a screen can call, on the page of a module. */
export interface Target {
  readonly module: string;
  readonly name: string;
}

/** Asked for once: a module defines its functions when it is loaded. */
let defined: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

/** All functions that the app defines for its screens, by the name under which the bundle exports their resolver. */
async function definedFunctions(): Promise<ReadonlyMap<string, readonly string[]>> {
  const named = new Map<unknown, string[]>();
  // oxlint-disable-next-line typescript/unbound-method -- both are called on what they belong to
  const { define, getDefinitions } = Resolver.prototype;
  const byHandler = new Map<unknown, string[]>();
  Resolver.prototype.define = function (this: Resolver, name: string, run: Parameters<typeof define>[1]) {
    named.set(this, [...(named.get(this) ?? []), name]);
    return define.call(this, name, run);
  };
  Resolver.prototype.getDefinitions = function (this: Resolver) {
    const handler = getDefinitions.call(this);
    byHandler.set(handler, named.get(this) ?? []);
    return handler;
  };
  try {
    const exported: Readonly<Record<string, unknown>> = await import('../../src/index');
    return new Map(
      Object.entries(exported).flatMap(([name, value]) => {
        const functions = byHandler.get(value);
        return functions ? [[name, functions] as const] : [];
      }),
    );
  } finally {
    Object.assign(Resolver.prototype, { define, getDefinitions });
  }
}

/** The same with the pages on which each can be called. */
export async function targetsOf({ manifest }: ForgeHost): Promise<readonly Target[]> {
  defined ??= definedFunctions();
  const functions = await defined;
  const modules = Object.values(manifest.modules)
    .flat()
    .map(({ key }) => key)
    .filter((key) => pageNamed(manifest, key)?.resolver !== undefined);
  return [...new Set(modules)].flatMap((module) => {
    const key = pageNamed(manifest, module)?.resolver?.function;
    const handler = manifest.modules.function
      .find((each) => each.key === key)
      ?.handler.split('.')
      .at(-1);
    return (functions.get(handler ?? '') ?? []).map((name) => ({ module, name }));
  });
}

/** Payloads of one function that are kept to be changed. */
const PAYLOADS_MAX = 15;
/** Larger ones are made by changing smaller ones. */
const PAYLOAD_MAX = 4_000;

/** Valid payloads by function: what screens send in a story, some that none sends, and what was taken since. */
export class Payloads {
  readonly #known = new Map<string, unknown[]>(
    Object.entries(MORE).map(([name, payload]) => [name, [payload]]),
  );

  /** Plays a calm story on the stage, and keeps what its screens send. */
  async learn(stage: Stage, seed: number): Promise<void> {
    const { forge } = stage.site;
    const invoke = forge.invoke.bind(forge);
    forge.invoke = (screen, name, payload) => {
      this.add(name, payload);
      return invoke(screen, name, payload);
    };
    const things = [0, 1, 2].flatMap((more) =>
      tell(seed * 10 + more, { calm: true }).beats.flatMap((beat) => beat.things),
    );
    for (const [number, thing] of things.entries()) {
      if (thing.does !== 'permission') await play(stage, thing, -number, 0);
    }
    await forge.runQueues();
    forge.invoke = invoke;
  }

  add(name: string, payload: unknown): void {
    const known = this.#known.get(name) ?? [];
    if (JSON.stringify(payload).length > PAYLOAD_MAX) return;
    // The newest: ids and versions of long ago mean nothing any more.
    this.#known.set(name, [...known, payload].slice(-PAYLOADS_MAX));
  }

  of(name: string): readonly unknown[] {
    return this.#known.get(name) ?? [{}];
  }
}

const KEY = { name: 'Nightly', domains: [], organizations: [], dailyQuota: 5, days: 30 };
const EMAILS = { emails: ['ada@acme.example', 'p0@acme.example'] };
const MORE: Readonly<Record<string, unknown>> = {
  'import.look': EMAILS,
  'issue.look': EMAILS,
  'policy.version': { version: 1 },
  'policy.try': { email: 'ada@acme.example', projectId: '10001' },
  'rule.try': { email: 'ada@acme.example', project: '10001', notify: false },
  'audit.page': { limit: 10, domain: 'acme', outcome: 'done', from: '2026-01-01T00:00:00Z' },
  'project.audit': { limit: 10, actor: 'person:5b10ac8d:agent' },
  'project.save': { version: 2, own: { deniedDomains: ['evil.example'], email: 'never' } },
  'project.keys.create': KEY,
  'upkeep.accept': { projectId: '10001', accountId: '5b10ac8d:agent', organizationId: '103' },
  'organization.history': { before: '2026-11-30T08:03:17.000Z:0000:abcdef01' },
  'invite.usual': { domain: 'acme.example' },
  'invite.history': { before: '2026-11-30T08:03:17.000Z:0000:abcdef01' },
};
