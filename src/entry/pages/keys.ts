import type { ApiKeyView, KeysView, NewKey } from '../../contract/api-key';
import type { Reason } from '../../domain/reason';
import type { Proven, Result } from '../../features/authorization/procedure';
import { scriptAddress } from '../../platform/jira/script-address';
import { listKeys } from '../../features/api-keys/manage';
import type { KeyScope } from '../../features/api-keys/key-scope';

/** The manager's keys, and where scripts send their requests. */
export async function keysView(manager: KeyScope, ports: Proven): Promise<Result<KeysView>> {
  const [keys, address] = await Promise.all([
    listKeys(manager, ports.settings.policy, ports),
    scriptAddress(),
  ]);
  return { ok: true, data: { keys, address } };
}

/** A key that was just made, with the address to use it at. */
export async function handOver(
  made:
    | { readonly ok: true; readonly key: ApiKeyView; readonly secret: string }
    | { readonly ok: false; readonly reason: Reason },
): Promise<Result<NewKey>> {
  if (!made.ok) return made;
  const { key, secret } = made;
  return { ok: true, data: { key, secret, address: await scriptAddress() } };
}
