import { fakeForgeFetch } from './forge-fetch';
import type { PlatformCall } from './forge-fetch';

interface StoredItem {
  readonly key: string;
  readonly value?: unknown;
}

/** Plain keys and values, behind Forge's storage API as far as batches and deletes go. */
export interface FakeStorage {
  readonly values: Map<string, unknown>;
  readonly calls: readonly PlatformCall[];
  /** Keys that the next batches refuse, and with what code. */
  readonly refused: Map<string, string>;
  readonly restore: () => void;
}

/** @param query what queries answer, one after the other. */
export function fakeForgeStorage(
  query: readonly { data: StoredItem[]; cursor?: string }[] = [],
): FakeStorage {
  const values = new Map<string, unknown>();
  const refused = new Map<string, string>();
  const answers = [...query];

  const batch = (items: readonly StoredItem[], one: (item: StoredItem) => string | undefined): unknown => {
    const done = items.map((item) => ({ item, code: refused.get(item.key) ?? one(item) }));
    return {
      successfulKeys: done
        .filter(({ code }) => code === undefined)
        .map(({ item: { key } }) => ({ key, value: values.get(key) })),
      failedKeys: done
        .filter(({ code }) => code !== undefined)
        .map(({ item: { key }, code }) => ({ key, error: { code, message: '' } })),
    };
  };

  const answer = ({ path, body }: PlatformCall): unknown => {
    switch (path) {
      case '/api/v1/batch/get':
        return batch(body as StoredItem[], ({ key }) => (values.has(key) ? undefined : 'KEY_NOT_FOUND'));
      case '/api/v1/batch/set':
        return batch(body as StoredItem[], ({ key, value }) => void values.set(key, value));
      case '/api/v1/batch/delete':
        return batch(body as StoredItem[], ({ key }) => void values.delete(key));
      case '/api/v1/set':
        values.set((body as StoredItem).key, (body as StoredItem).value);
        return {};
      case '/api/v1/delete':
        values.delete((body as StoredItem).key);
        return {};
      case '/api/v1/query':
      case '/api/v1/entity/query':
        return answers.shift() ?? { data: [] };
      default:
        throw new Error(`no ${path} here`);
    }
  };

  const { calls, restore } = fakeForgeFetch((call) => Response.json(answer(call)));
  return { values, calls, refused, restore };
}
