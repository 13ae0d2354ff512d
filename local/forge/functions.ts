import { randomUUID } from 'node:crypto';
import type { Handler } from './bundle';
import type { Crashes } from './crashes';
import { currentInvocation } from './invocation';
import type { Invocation } from './invocation';
import type { Manifest } from './manifest';
import { CONTEXT_ARI, INSTALLATION_ID } from './runtime';
import type { LogLine } from './sandbox';

/** Forge's limits. @see https://developer.atlassian.com/platform/forge/limits-invocation/ */
export const FUNCTION_MS = 55_000;
/** Of a life cycle or product event. */
export const TRIGGER_MS = 25_000;

/** What invokes a function, and for whom. */
export type InvokedModule = Pick<Invocation, 'moduleKey' | 'moduleType' | 'accountId' | 'projectId'>;

/** Runs the functions that the manifest names, each for no longer than Forge would. */
export class Functions {
  readonly #running = new Set<Promise<unknown>>();
  /** Runs of functions, and how long they took together, in ms of real time: what Forge bills, times the memory. */
  readonly usage = { runs: 0, ms: 0 };

  constructor(
    private readonly manifest: Manifest,
    private readonly app: {
      readonly handlers: Readonly<Record<string, Handler>>;
      readonly crashes: Crashes;
      readonly logs: LogLine[];
    },
  ) {}

  /** Milliseconds that Forge gives a function which may say so in the manifest. */
  timeOf(functionKey: string): number {
    const { timeoutSeconds } = this.#named(functionKey);
    return timeoutSeconds === undefined ? FUNCTION_MS : timeoutSeconds * 1000;
  }

  /** Waits for what runs now. @returns whether anything did. */
  async settle(): Promise<boolean> {
    const running = [...this.#running];
    await Promise.allSettled(running);
    return running.length > 0;
  }

  /** @returns what the function answers, as JSON. @throws what it throws, and where it takes too long or was made to die. */
  async run(
    functionKey: string,
    module: InvokedModule,
    limitMs: number,
    args: readonly unknown[],
  ): Promise<unknown> {
    const { handler } = this.#named(functionKey);
    const exported = this.app.handlers[handler.split('.').at(-1) ?? ''];
    if (!exported) throw new Error(`The bundle does not export ${handler}`);
    const invocation: Invocation = { ...module, id: randomUUID(), functionKey, endsAt: Date.now() + limitMs };
    const died = this.app.crashes.begin(invocation);
    const begun = performance.now();
    const backendRuntime = {
      installContext: CONTEXT_ARI,
      ...(module.accountId && { principal: { accountId: module.accountId } }),
      installation: { ari: `ari:cloud:ecosystem::installation/${INSTALLATION_ID}` },
    };
    const run = currentInvocation.run(invocation, () =>
      Promise.resolve().then(() => exported(...args, backendRuntime)),
    );
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`The function ${functionKey} took longer than ${limitMs} ms`)),
        limitMs,
      );
    });
    const answered = Promise.race([run, over, died]);
    this.#running.add(answered);
    try {
      const answer = await answered;
      return answer === undefined ? undefined : (JSON.parse(JSON.stringify(answer)) as unknown);
    } catch (error) {
      this.app.logs.push({ level: 'error', text: `${functionKey} failed: ${String(error)}` });
      throw error;
    } finally {
      clearTimeout(timer);
      this.#running.delete(answered);
      this.usage.runs += 1;
      this.usage.ms += performance.now() - begun;
    }
  }

  #named(key: string): Manifest['modules']['function'][number] {
    const found = this.manifest.modules.function.find((each) => each.key === key);
    if (!found) throw new Error(`The manifest has no function ${key}`);
    return found;
  }
}

/** A module that runs without a person at a screen. */
export function unattended(moduleKey: string, moduleType: string): InvokedModule {
  return { moduleKey, moduleType, accountId: undefined, projectId: undefined };
}
