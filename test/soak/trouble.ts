import type { Fault } from '../../local/jira/faults';
import type { StorageFault } from '../../local/forge/storage-faults';
import type { Kvs } from '../../local/forge/kvs';
import type { LocalSite } from '../../local/server/local-site';
import { cause } from './journal';
import { Draw } from './random';
import type { Trouble } from './story';

/** A quota of Jira's is open again on the hour. */
const HOUR_MS = 3_600_000;

/** The part of a story that goes wrong: set beat by beat, over at the end. */
export class Troubles {
  #now: Trouble | undefined;
  #deaths = new Draw(1);
  #jira = new Draw(1);
  #storage = new Draw(1);
  #queue = new Draw(1);
  #jiraLeft = 0;
  #storageLeft = 0;
  #quotaUntil = 0;
  /** How often each struck. */
  readonly counts = { deaths: 0, jira: 0, storage: 0, queue: 0 };

  constructor(private readonly site: LocalSite) {
    const { crashes, kvs, queues } = site.forge;
    const at = crashes.at.bind(crashes);
    crashes.at = (call) => at(call) ?? this.#death(call.functionKey);
    site.jira.faults.strike = (method, path) => this.#jiraFault(method, path);
    kvs.faults.strike = (path) => this.#storageFault(path);
    this.#failKeys(kvs);
    const publish = queues.publish.bind(queues);
    queues.publish = (push) => this.#published(push, publish);
    const deliverDue = queues.deliverDue.bind(queues);
    queues.deliverDue = (deliver) =>
      deliverDue((event) => {
        const { importId } = event.body as { readonly importId?: string };
        return cause.run({ ...(importId !== undefined && { importId }) }, async () => {
          try {
            return await deliver(event);
          } catch (error) {
            if (this.#queue.chance(this.#now?.queue?.notAgain ?? 0)) {
              this.counts.queue += 1;
              return undefined;
            }
            throw error;
          }
        });
      });
  }

  set(trouble: Trouble | undefined): void {
    this.#now = trouble;
    const seed = trouble?.seed ?? 1;
    this.#deaths = new Draw(seed);
    this.#jira = new Draw(seed + 1);
    this.#storage = new Draw(seed + 2);
    this.#queue = new Draw(seed + 3);
    this.#jiraLeft = trouble?.jira?.times ?? 0;
    this.#storageLeft = trouble?.storage?.times ?? 0;
    this.#quotaUntil = 0;
    this.site.forge.queues.twice = trouble?.queue?.twice ?? false;
  }

  #struck<T>(what: keyof Troubles['counts'], how: T): T {
    this.counts[what] += 1;
    return how;
  }

  #death(functionKey: string): 'before' | 'after' | undefined {
    const { of, share } = this.#now?.deaths ?? { of: '', share: 0 };
    if ((of !== 'any' && of !== functionKey) || !this.#deaths.chance(share)) return undefined;
    return this.#struck('deaths', this.#deaths.chance(0.5) ? 'before' : 'after');
  }

  #jiraFault(method: string, path: string): Fault | undefined {
    const now = this.site.jira.clock.now();
    if (now < this.#quotaUntil) return quota(this.#quotaUntil - now);
    const jira = this.#now?.jira;
    if (!jira || this.#jiraLeft <= 0 || !path.includes(jira.of) || !this.#jira.chance(jira.share))
      return undefined;
    this.#jiraLeft -= 1;
    this.counts.jira += 1;
    const afterWork = method !== 'GET' && this.#jira.chance(0.5);
    const fault = { rate: 1, afterWork: false };
    switch (jira.kind) {
      case 'burst':
        return { ...fault, status: 429, retryAfter: this.#jira.int(1, 20), reason: 'jira-burst-based' };
      case 'quota':
        this.#quotaUntil = now - (now % HOUR_MS) + HOUR_MS;
        return quota(this.#quotaUntil - now);
      case 'unavailable':
        return { ...fault, status: 503, afterWork };
      case 'gateway':
        return { ...fault, status: 504, afterWork };
      case 'silence':
        return { ...fault, status: 0, afterWork };
    }
  }

  #storageFault(path: string): StorageFault | undefined {
    const storage = this.#now?.storage;
    if (!storage || storage.kind === 'keys' || this.#storageLeft <= 0 || !this.#storage.chance(storage.share))
      return undefined;
    if (storage.kind === 'comparison' && !path.endsWith('/transaction')) return undefined;
    this.#storageLeft -= 1;
    this.counts.storage += 1;
    const afterWork = storage.kind === 'after';
    return storage.kind === 'comparison'
      ? { status: 409, code: 'TRANSACTION_CONDITION_FAILED', afterWork: false }
      : { status: 500, code: 'INTERNAL_ERROR', afterWork };
  }

  /** Single keys of a batch are refused, the others done. */
  #failKeys(kvs: Kvs): void {
    const handle = kvs.handle.bind(kvs);
    kvs.handle = (path, body) => {
      const storage = this.#now?.storage;
      const strikes =
        storage?.kind === 'keys' &&
        path.includes('/batch/') &&
        Array.isArray(body) &&
        this.#storageLeft > 0 &&
        this.#storage.chance(storage.share);
      if (!strikes) return handle(path, body);
      this.#storageLeft -= 1;
      this.counts.storage += 1;
      const all = body as readonly { readonly key: string; readonly entityName?: string }[];
      const refused = this.#storage.chance(0.3) ? [...all] : all.filter(() => this.#storage.chance(0.3));
      const taken = all.filter((each) => !refused.includes(each));
      const failedKeys = refused.map(({ key, entityName }) => ({
        key,
        ...(entityName !== undefined && { entityName }),
        error: { code: 'INTERNAL_ERROR', message: 'Fault of the story' },
      }));
      if (taken.length === 0) return Response.json({ successfulKeys: [], failedKeys });
      return merged(handle(path, taken), failedKeys);
    };
  }

  #published(
    push: Parameters<LocalSite['forge']['queues']['publish']>[0],
    publish: LocalSite['forge']['queues']['publish'],
  ): Response {
    const queue = this.#now?.queue;
    if (!queue) return publish(push);
    const payload = push.payload
      // What storage refused is queued for a second chance: to lose that, too, would be two faults for one write.
      .filter(() => push.queueName !== 'import' || !this.#queue.chance(queue.lost))
      .map((each) => {
        const delayInSeconds = Math.min(900, (each.delayInSeconds ?? 0) + queue.lateMs / 1000);
        return { ...each, delayInSeconds };
      });
    this.counts.queue += push.payload.length - payload.length;
    return publish({ ...push, payload });
  }
}

function quota(ms: number): Fault {
  const retryAfter = Math.ceil(ms / 1000);
  return { rate: 1, afterWork: false, status: 429, retryAfter, reason: 'jira-quota-global-based' };
}

/** The answer to a part of a batch, with the keys that were refused before. */
function merged(answer: Response, failedKeys: readonly unknown[]): Response {
  if (!answer.ok) return answer;
  const body = answer.json() as Promise<{
    readonly successfulKeys: unknown[];
    readonly failedKeys: unknown[];
  }>;
  return new Proxy(answer, {
    get: (target, name) => {
      const whole = async (): Promise<unknown> => {
        const told = await body;
        return { ...told, failedKeys: [...told.failedKeys, ...failedKeys] };
      };
      if (name === 'json') return whole;
      if (name === 'text') return async () => JSON.stringify(await whole());
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
