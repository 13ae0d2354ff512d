import type { Clock } from '../../platform/clock';
import type { AccountId } from '../../domain/ids';
import { entryItems } from '../audit/append';
import type { Store } from '../stores';

interface Ports {
  readonly store: Store;
  readonly clock: Clock;
}

/** Erases an account that was closed wherever its id is kept. That something happened stays known. */
export async function eraseAccount(accountId: AccountId, { store, clock }: Ports): Promise<void> {
  await endDelegation(accountId, { store, clock });
  await store.settings.eraseAccount(accountId);
  await store.enrolments.eraseAccount(accountId);
  await store.audit.eraseAccount(accountId, clock.now());
  await store.pending.eraseAccount(accountId);
  await store.intents.eraseAccount(accountId, clock.now());
  await store.newOrganizations.eraseAccount(accountId);
  await store.endings.eraseAccount(accountId);
  await store.imports.eraseAccount(accountId, clock.now());
  await store.upkeep.eraseAccount(accountId);
  for (const { key, version } of await store.apiKeys.list()) {
    if (key.createdBy !== accountId) continue;
    // Where the key was changed meanwhile, the next run erases it.
    if (!(await store.apiKeys.replace({ ...key, createdBy: undefined }, version)))
      throw new Error('a key changed while it was erased');
  }
  // Last: until then the account is still due.
  await store.persons.eraseAccount(accountId, clock.now());
}

/** A closed account can lend no permission. Written down first: that it ended must not go unnoticed. */
async function endDelegation(accountId: AccountId, { store, clock }: Ports): Promise<void> {
  const isTheirs = async (): Promise<boolean> => {
    const { authority } = await store.settings.read();
    return authority?.kind === 'delegate' && authority.accountId === accountId;
  };
  if (!(await isTheirs())) return;
  const entry = {
    actor: { kind: 'erased' as const },
    event: 'authority' as const,
    outcome: 'done' as const,
    action: 'withdrawn' as const,
  };
  await store.write(entryItems([entry], { policy: undefined }, clock));
  // Another admin may have lent theirs meanwhile: that stands.
  if (await isTheirs()) await store.settings.saveAuthority({ kind: 'app' });
}

/**
 * Before the app goes: what could still open something or act, and every address. Forge erases the rest.
 *
 * @throws the first error, once each was tried: what cannot be erased keeps nothing else.
 */
export async function eraseOnUninstall({ store }: Pick<Ports, 'store'>): Promise<void> {
  const done = await Promise.allSettled([
    store.settings.saveAuthority({ kind: 'app' }),
    store.apiKeys.list().then((keys) => store.apiKeys.remove(keys.map(({ key }) => key.id))),
    store.pending.removeAll(),
    store.intents.removeAll(),
    store.proof.remove(),
    store.scriptJobs.removeAll(),
    removeImports(store),
  ]);
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

async function removeImports(store: Store): Promise<void> {
  for (const record of await store.imports.all()) await store.imports.remove(record);
}
