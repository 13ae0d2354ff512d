import type { Authority, AuthorityView } from '../contract/authority';
import type { Clock } from '../clock';
import type { AccountId } from '../contract/ids';
import type { Callers } from '../jira/callers';
import type { Settings, SettingsStore } from '../store/settings';
import { DEFAULT_AUTHORITY } from './privileged';
import { runSelfTest } from './self-test';

interface Ports {
  readonly callers: Pick<Callers, 'app' | 'offline'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
}

export function showAuthority({ authority, selfTest }: Settings): AuthorityView {
  return { authority: authority ?? DEFAULT_AUTHORITY, selfTest };
}

/** Runs the self-test and keeps its result for the agents' screens. */
export async function testAuthority(
  authority: Authority | undefined,
  { callers, settings, clock }: Ports,
): Promise<AuthorityView> {
  const selfTest = await runSelfTest(authority, { callers, clock });
  await settings.saveSelfTest(selfTest);
  return { authority: authority ?? DEFAULT_AUTHORITY, selfTest };
}

/** The Jira admin who asks lends their own permission; nobody can lend another's. */
export async function consent(actor: AccountId, ports: Ports): Promise<AuthorityView> {
  const authority: Authority = {
    kind: 'delegate',
    accountId: actor,
    since: new Date(ports.clock.now()).toISOString(),
  };
  await ports.settings.saveAuthority(authority);
  return testAuthority(authority, ports);
}

/** Back to the app's own permission, at once. Any Jira admin may: taking power away needs no owner. */
export async function withdraw(ports: Ports): Promise<AuthorityView> {
  await ports.settings.saveAuthority(DEFAULT_AUTHORITY);
  return testAuthority(DEFAULT_AUTHORITY, ports);
}
