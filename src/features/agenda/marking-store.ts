import type { Item } from '../../platform/kvs/kvs';
import { isBegunItem } from '../invite/store/created-organizations';
import { isPendingItem } from '../invite/store/pending';
import type { Store } from '../stores';
import { markWork } from './mark-work';
import type { MarkPorts } from './mark-work';

/**
 * The store, with a mark before each write that leaves work to a schedule. Intents have none: `retry` asks for open ones
 * on each run, so that an invitation costs no storage operation more.
 */
export function markingStore(store: Store, ports: Omit<MarkPorts, 'store'>): Store {
  const mark = (): Promise<void> => markWork({ ...ports, store });
  const { settings, apiKeys, endings, imports, organizationLists, proof, upkeep } = store;
  return {
    ...store,
    settings: {
      ...settings,
      replacePolicy: (policy, extra) => mark().then(() => settings.replacePolicy(policy, extra)),
      saveAuthority: (authority) => mark().then(() => settings.saveAuthority(authority)),
    },
    apiKeys: {
      ...apiKeys,
      replace: (key, seen, extra) => mark().then(() => apiKeys.replace(key, seen, extra)),
    },
    endings: {
      ...endings,
      async write(changes) {
        if (changes.length > 0) await mark();
        return endings.write(changes);
      },
      replace: (change, extra) => mark().then(() => endings.replace(change, extra)),
    },
    imports: {
      ...imports,
      add: (record, plan, extra) => mark().then(() => imports.add(record, plan, extra)),
      change: (id, change) => mark().then(() => imports.change(id, change)),
      replace: (held, record, others) => mark().then(() => imports.replace(held, record, others)),
    },
    organizationLists: {
      ...organizationLists,
      want: (of, now) => mark().then(() => organizationLists.want(of, now)),
    },
    proof: {
      ...proof,
      begin: (run, now) => mark().then(() => proof.begin(run, now)),
    },
    upkeep: {
      ...upkeep,
      async saveRound(round, seen, parked) {
        if (round.wanted) await mark();
        return upkeep.saveRound(round, seen, parked);
      },
    },
    async write(items, noted) {
      if (items.some(leavesWork)) await mark();
      return store.write(items, noted);
    },
  };
}

function leavesWork(item: Item): boolean {
  return isPendingItem(item) || isBegunItem(item);
}
