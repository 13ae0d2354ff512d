import type { DuePorts } from '../../src/features/access-expiry/expire-due';
import type { AccessExpiry } from '../../src/features/access-expiry/store/expiry-store';
import { START, VirtualClock } from './clock';
import { accountId, AGENT_ACTOR, DESK, organizationId, PROJECT } from './ids';
import { fakeJira } from './jira';
import type { FakeJira, Script } from './jira';
import { policy } from './policy';
import { fakeStore } from './store';
import type { FakeStore } from './store';

const HOUR_MS = 3_600_000;

export const atHour = (hours: number): string => new Date(START + hours * HOUR_MS).toISOString();

/** Access to the desk and to Acme that ended an hour ago, but for what is told. */
export function ending(id: string, but: Partial<AccessExpiry> = {}): AccessExpiry {
  return {
    projectId: PROJECT,
    accountId: accountId(id),
    serviceDeskId: DESK,
    actor: AGENT_ACTOR,
    endsAt: atHour(-1),
    domain: 'acme.example',
    desk: true,
    organizations: [{ id: organizationId('11'), name: 'Acme' }],
    reminded: true,
    since: START - 24 * HOUR_MS,
    ...but,
  };
}

export const DESK_LEAVE = 'DELETE /rest/servicedeskapi/servicedesk/7/customer';
export const ACME_LEAVE = 'DELETE /rest/servicedeskapi/organization/11/user';

export interface EndingSite {
  readonly jira: FakeJira;
  readonly store: FakeStore;
  readonly clock: VirtualClock;
  readonly ports: DuePorts;
}

/** A Jira that lets everybody leave, and a store; `but` replaces single answers. */
export function endingSite(but: Script = {}): EndingSite {
  const jira = fakeJira({ [DESK_LEAVE]: { status: 204 }, [ACME_LEAVE]: { status: 204 }, ...but });
  const store = fakeStore({ policy: policy() });
  const clock = new VirtualClock();
  const postpone = () => Promise.resolve();
  return { jira, store, clock, ports: { store, clock, postpone, callersUntil: () => jira.callers } };
}
