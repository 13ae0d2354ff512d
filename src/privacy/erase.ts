import type { Clock } from '../clock';
import type { AccountId } from '../contract/ids';
import type { Store } from '../store/store';

interface Ports {
  readonly store: Store;
  readonly clock: Clock;
}

/** Erases an account that was closed wherever its id is kept. That something happened stays known. */
export async function eraseAccount(accountId: AccountId, { store, clock }: Ports): Promise<void> {
  const { authority } = await store.settings.read();
  if (authority?.kind === 'delegate' && authority.accountId === accountId) {
    await store.settings.saveAuthority({ kind: 'app' });
  }
  await store.enrolments.eraseAccount(accountId);
  await store.audit.eraseAccount(accountId, clock.now());
  await store.pending.eraseAccount(accountId);
  await store.endings.eraseAccount(accountId);
  await store.imports.eraseAccount(accountId, clock.now());
  for (const { key, version } of await store.apiKeys.list()) {
    if (key.createdBy !== accountId) continue;
    // Where somebody changed the key meanwhile, the next run erases it.
    if (!(await store.apiKeys.replace({ ...key, createdBy: undefined }, version)))
      throw new Error('a key changed while it was erased');
  }
  // Last: until then the account is still due.
  await store.persons.eraseAccount(accountId, clock.now());
}

/** Before the app goes: what could still open something, and every address. Forge erases the rest. */
export async function eraseOnUninstall({ store }: Pick<Ports, 'store'>): Promise<void> {
  const keys = await store.apiKeys.list();
  await store.apiKeys.remove(keys.map(({ key }) => key.id));
  await store.pending.removeAll();
  for (const record of await store.imports.all()) await store.imports.remove(record);
}
