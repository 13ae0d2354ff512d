import type { SiteClock } from '../../local/clock';
import { Kvs } from '../../local/forge/kvs';
import { fixtureManifest } from './fixture-app/host';

/** Puts a new storage behind the real `@forge/kvs`, as the Forge host does. */
export function useStorage(clock: SiteClock): Kvs {
  const storage = new Kvs(fixtureManifest(), clock);
  const answer = (_meta: unknown, path: string, { body }: { readonly body: string }): Promise<Response> =>
    Promise.resolve(storage.handle(path, JSON.parse(body)));
  Object.assign(globalThis, { __forge_fetch__: answer });
  return storage;
}

/** The code with which the storage refused. */
export function refusal(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'not refused',
    (error: unknown) => (error as { code?: unknown }).code,
  );
}
