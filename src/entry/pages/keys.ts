import type { KeysView, NewKey } from '../../contract/api-key';
import type { Authorized } from '../../features/authorization/procedure';
import { scriptAddress } from '../../platform/jira/script-address';
import { listKeys } from '../../features/api-keys/manage';
import type { KeyWithSecret } from '../../features/api-keys/manage';
import type { KeyScope } from '../../features/api-keys/key-scope';
import { ok } from '../../domain/result';
import type { Result } from '../../domain/result';

/** The manager's keys, and where scripts send their requests. */
export async function keysView(manager: KeyScope, ports: Authorized): Promise<Result<KeysView>> {
  const [keys, address] = await Promise.all([
    listKeys(manager, ports.settings.policy, ports),
    scriptAddress(),
  ]);
  return ok({ keys, address });
}

/** A key that was just made, with the address to use it at. */
export async function handOver(made: Result<KeyWithSecret>): Promise<Result<NewKey>> {
  if (!made.ok) return made;
  return ok({ ...made.data, address: await scriptAddress() });
}
