import { invoke } from '@forge/bridge';
import type { Functions } from '../../src/contract/procedures';
import type { Reply } from '../../src/contract/reply';

/** Calls one of the resolver's functions. Never throws: what the platform refuses is an error reply, too. */
export async function call<N extends keyof Functions>(
  name: N,
  input: Functions[N]['input'],
): Promise<Reply<Functions[N]['output']>> {
  try {
    return (await invoke(name, input)) as Reply<Functions[N]['output']>;
  } catch {
    return { ok: false, error: { code: 'unexpected' } };
  }
}
