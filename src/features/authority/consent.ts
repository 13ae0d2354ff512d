import type { Authority, AuthorityView, SelfTest } from '../../contract/authority';
import { append } from '../audit/append';
import type { AuditPorts } from '../audit/append';
import { person } from '../../domain/actor';
import type { AccountId } from '../../domain/ids';
import type { Policy } from '../../domain/policy/policy';
import type { JiraClients } from '../../platform/jira/clients';
import type { Settings, SettingsStore } from '../policy/store/settings-store';
import { provenTest } from './capabilities';
import { DEFAULT_AUTHORITY } from './privileged';
import { runSelfTest } from './self-test';

/** Longer than the longest wait of the install trigger (625 s): later, no trigger is waiting any more. */
const WAITING_MAX_MS = 15 * 60_000;

interface Ports extends AuditPorts {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly settings: SettingsStore;
}

/** Who changes the authority, and by which policy the audit log keeps that. */
export interface AuthorityChange {
  readonly actor: AccountId;
  readonly policy: Pick<Policy, 'auditDays'>;
}

export function showAuthority(settings: Settings, now: number): AuthorityView {
  return { authority: settings.authority ?? DEFAULT_AUTHORITY, selfTest: provenTest(settings, now) };
}

/**
 * Runs the self-test and keeps its result for the agents' screens. While the app is so young that Jira may still
 * be granting (the last result was `waiting`), a "no" stays `waiting`: the trigger that found it has the last
 * word.
 */
export async function testAuthority(
  { authority, selfTest: last, capabilities }: Pick<Settings, 'authority' | 'selfTest' | 'capabilities'>,
  { callers, settings, clock }: Pick<Ports, 'callers' | 'settings' | 'clock'>,
): Promise<AuthorityView> {
  const found = await runSelfTest(authority, { callers, clock });
  const young = last?.result === 'waiting' && clock.now() - Date.parse(last.at) < WAITING_MAX_MS;
  const selfTest: SelfTest = young && found.result !== 'ready' ? { ...found, result: 'waiting' } : found;
  await settings.saveSelfTest(selfTest);
  const proven = provenTest({ authority, selfTest, ...(capabilities && { capabilities }) }, clock.now());
  return { authority: authority ?? DEFAULT_AUTHORITY, selfTest: proven };
}

/** The Jira admin who asks lends their own permission, and can lend no other. */
export async function consent(changing: AuthorityChange, ports: Ports): Promise<AuthorityView> {
  const authority: Authority = {
    kind: 'delegate',
    accountId: changing.actor,
    since: new Date(ports.clock.now()).toISOString(),
  };
  await ports.settings.saveAuthority(authority);
  await record('lent', changing, ports);
  return testAuthority({ authority, selfTest: undefined }, ports);
}

/** Back to the app's own permission, at once. Any Jira admin may: taking power away needs no owner. */
export async function withdraw(changing: AuthorityChange, ports: Ports): Promise<AuthorityView> {
  await ports.settings.saveAuthority(DEFAULT_AUTHORITY);
  await record('withdrawn', changing, ports);
  return testAuthority({ authority: DEFAULT_AUTHORITY, selfTest: undefined }, ports);
}

async function record(
  action: 'lent' | 'withdrawn',
  { actor, policy }: AuthorityChange,
  ports: AuditPorts,
): Promise<void> {
  const entry = { actor: person(actor), event: 'authority', outcome: 'done', action } as const;
  await append([entry], { policy }, ports);
}
