import type { SiteClock } from '../clock';
import type { Index, Stored } from './kvs-index';
import { BY_KEY, meetsConditions, queryIndex, queryKeys } from './kvs-query';
import type { Query } from './kvs-query';
import { bean, shown } from './kvs-answers';
import { checkBatch, checkEntity, checkFilters, checkKey, checkValue, KvsRefusal, ttlOf } from './kvs-rules';
import { KvsStore } from './kvs-store';
import { KvsTraffic } from './kvs-traffic';
import type { Manifest } from './manifest';
import { StorageFaults } from './storage-faults';
import { StorageRate } from './storage-rate';

const PLAIN = 'plain';
const SECRET = 'secret';
const FAULT = 'Fault of the local site';
type Entity = Manifest['app']['storage']['entities'][number];

interface Operation {
  readonly key?: unknown;
  readonly value?: unknown;
  readonly entityName?: string;
  readonly indexName?: string;
  readonly options?: {
    readonly keyPolicy?: string;
    readonly returnValue?: string;
    /** What `get` and queries return beside the value. */
    readonly metadataFields?: readonly string[];
    /** The same for `set`. */
    readonly returnMetadataFields?: readonly string[];
  };
  readonly conditions?: Query['filters'];
}

/** Stands in for Forge's hosted storage: the HTTP API behind `@forge/kvs`. */
export class Kvs {
  readonly store: KvsStore;
  readonly #entities: ReadonlyMap<string, Entity>;
  /** Requests served, by path: what an app's storage costs. */
  readonly requests: string[] = [];
  readonly traffic = new KvsTraffic();
  readonly faults = new StorageFaults();
  readonly rate: StorageRate;
  /** How long each request of the app takes. */
  latencyMs = 0;
  /** Refuses with 500 whatever it is true of; for tests. */
  failing: (path: string) => boolean = () => false;

  constructor(manifest: Manifest, clock: SiteClock) {
    this.store = new KvsStore(clock);
    this.rate = new StorageRate(clock);
    this.#entities = new Map(manifest.app.storage.entities.map((entity) => [entity.name, entity]));
  }

  /** What an app is answered, after the latency. */
  async answer(path: string, body: unknown): Promise<Response> {
    if (this.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.latencyMs));
    return this.handle(path, body);
  }

  handle(path: string, body: unknown): Response {
    this.requests.push(path);
    try {
      this.rate.begin(path, body);
      if (this.failing(path)) throw new KvsRefusal(500, 'INTERNAL_ERROR', FAULT);
      const fault = this.faults.strike(path);
      if (fault && !fault.afterWork) throw new KvsRefusal(fault.status, fault.code, FAULT);
      const answer = this.#route(path, body as Operation);
      this.traffic.count(path, body, answer);
      this.rate.answered(path, answer);
      if (fault) throw new KvsRefusal(fault.status, fault.code, FAULT);
      return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
    } catch (error) {
      if (!(error instanceof KvsRefusal)) throw error;
      return Response.json({ code: error.code, message: error.message }, { status: error.status });
    }
  }

  #route(path: string, body: Operation): unknown {
    switch (path) {
      case '/api/v1/get':
      case '/api/v1/secret/get':
      case '/api/v1/entity/get':
        return this.#get(this.#spaceOf(path, body), body);
      case '/api/v1/set':
      case '/api/v1/secret/set':
      case '/api/v1/entity/set':
        return this.#set(this.#spaceOf(path, body), body);
      case '/api/v1/delete':
      case '/api/v1/secret/delete':
      case '/api/v1/entity/delete':
        this.#delete(this.#spaceOf(path, body), body);
        return undefined;
      case '/api/v1/query':
        return shown(this.#queryKeys(body as Query), body);
      case '/api/v1/entity/query':
        return shown(this.#queryEntity(body), body);
      case '/api/v1/batch/get':
        return this.#batch(body, (each) => this.#get(this.#spaceOf(path, each), each));
      case '/api/v1/batch/set':
        return this.#batch(body, (each) => this.#set(this.#spaceOf(path, each), each));
      case '/api/v1/batch/delete':
        return this.#batch(body, (each) => this.#delete(this.#spaceOf(path, each), each));
      case '/api/v1/transaction':
        this.#transaction(body as { set?: Operation[]; delete?: Operation[]; check?: Operation[] });
        return undefined;
      default:
        throw new KvsRefusal(501, 'NOT_MODELLED', `The local site does not model ${path}`);
    }
  }

  #spaceOf(path: string, { entityName }: Operation): string {
    if (path.includes('/secret/')) return SECRET;
    if (entityName === undefined) return PLAIN;
    this.#entity(entityName);
    return `entity:${entityName}`;
  }

  #entity(name: string | undefined): Entity {
    const entity = this.#entities.get(name ?? '');
    if (!entity)
      throw new KvsRefusal(400, 'INVALID_ENTITY', `The entity ${name} is not declared in the manifest`);
    return entity;
  }

  #get(space: string, { key, options }: Operation): unknown {
    checkKey(key);
    const stored = this.store.get(space, key);
    if (!stored) throw new KvsRefusal(404, 'KEY_NOT_FOUND', 'The key does not exist');
    return bean(stored, options?.metadataFields ?? []);
  }

  #set(space: string, operation: Operation): unknown {
    const { value, options } = operation;
    const { key, ttlMs } = this.#checkSet(space, operation);
    const before = this.store.get(space, key);
    const now = this.store.set(space, key, value, ttlMs);
    if (options?.returnValue === undefined) return undefined;
    const returned = options.returnValue === 'PREVIOUS' ? before : now;
    return returned && bean(returned, options.returnMetadataFields ?? []);
  }

  /** @throws KvsRefusal where Forge would not store the value. */
  #checkSet(
    space: string,
    { key, value, entityName, options }: Operation,
  ): { readonly key: string; readonly ttlMs: number | undefined } {
    checkKey(key);
    checkValue(value);
    if (entityName !== undefined) checkEntity(value, this.#entity(entityName).attributes);
    if (options?.keyPolicy === 'FAIL_IF_EXISTS' && this.store.get(space, key)) {
      throw new KvsRefusal(409, 'KEY_CONFLICT', 'The key exists already');
    }
    return { key, ttlMs: ttlOf(options) };
  }

  #delete(space: string, { key }: Operation): void {
    checkKey(key);
    this.store.delete(space, key);
  }

  #queryKeys(query: Query): { data: Stored[]; cursor?: string } {
    const rows = this.store.sorted(PLAIN, BY_KEY, []);
    return queryKeys(rows, query, (stored) => this.store.isGone(stored));
  }

  #queryEntity(body: Operation): { data: Stored[]; cursor?: string } {
    const entity = this.#entity(body.entityName);
    const index = indexOf(entity, body.indexName);
    const query = body as Query;
    checkFilters(query.filters, entity.attributes);
    const rows = this.store.sorted(`entity:${entity.name}`, index, query.partition ?? []);
    return queryIndex(rows, index, query, (stored) => this.store.isGone(stored));
  }

  #batch(body: unknown, act: (operation: Operation) => unknown): unknown {
    const operations = Array.isArray(body) ? (body as Operation[]) : [];
    checkBatch(operations);
    const successfulKeys: unknown[] = [];
    const failedKeys: unknown[] = [];
    for (const operation of operations) {
      const named = { key: operation.key, ...(operation.entityName && { entityName: operation.entityName }) };
      try {
        const answer = act(operation);
        successfulKeys.push({ ...named, ...(typeof answer === 'object' ? answer : {}) });
      } catch (error) {
        if (!(error instanceof KvsRefusal)) throw error;
        failedKeys.push({ ...named, error: { code: error.code, message: error.message } });
      }
    }
    return { successfulKeys, failedKeys };
  }

  /** All or nothing: everything is checked before anything changes. */
  #transaction({
    set = [],
    delete: deletes = [],
    check = [],
  }: {
    readonly set?: Operation[];
    readonly delete?: Operation[];
    readonly check?: Operation[];
  }): void {
    checkBatch([...set, ...deletes, ...check]);
    for (const operation of [...set, ...deletes, ...check]) {
      if (operation.conditions) this.#checkConditions(operation);
    }
    for (const operation of set) this.#checkSet(this.#spaceOf('', operation), operation);
    for (const operation of deletes) {
      this.#spaceOf('', operation);
      checkKey(operation.key);
    }
    for (const operation of set) this.#set(this.#spaceOf('', operation), operation);
    for (const operation of deletes) this.#delete(this.#spaceOf('', operation), operation);
  }

  #checkConditions(operation: Operation): void {
    const { key, entityName, conditions } = operation;
    checkKey(key);
    checkFilters(conditions, this.#entity(entityName).attributes);
    if (!meetsConditions(this.store.get(this.#spaceOf('', operation), key), conditions)) {
      throw new KvsRefusal(409, 'TRANSACTION_CONDITION_FAILED', 'A condition does not hold');
    }
  }
}

function indexOf(entity: Entity, name: string | undefined): Index {
  for (const index of entity.indexes) {
    if (typeof index === 'string' && index === name) return { partition: [], range: index };
    if (typeof index !== 'string' && index.name === name)
      return { partition: index.partition, range: index.range[0] };
  }
  throw new KvsRefusal(400, 'INVALID_INDEX', `The index ${name} is not declared in the manifest`);
}
