import type { Audience } from '../../src/features/authorization/procedure';
import type { Reply as BridgeReply } from '../../src/contract/reply';
import type { GuardPorts } from '../../src/features/authorization/guard';
import { VirtualClock } from './clock';
import { AGENT, PROJECT } from './ids';
import { fakeJira } from './jira';
import type { FakeJira, Reply } from './jira';
import { policy } from './policy';
import { fakeStore } from './store';
import type { FakeStore } from './store';

/** What the platform vouches for: the agent, on a page of their project. */
export const CONTEXT = {
  accountId: AGENT,
  extension: { project: { id: PROJECT, key: 'SUP', type: 'service_desk' } },
};

/** The permission that Jira is asked for. */
export const PERMISSIONS = { inviter: 'SERVICEDESK_AGENT', projectAdmin: 'ADMINISTER_PROJECTS' } as const;

/** Jira's yes to the question for the permission of an audience. */
export function yes(audience: Audience): Reply {
  if (audience === 'jiraAdmin') {
    return { status: 200, body: { permissions: { ADMINISTER: { havePermission: true } } } };
  }
  const grant = { permission: PERMISSIONS[audience], projects: [Number(PROJECT)] };
  return { status: 200, body: { globalPermissions: [], projectPermissions: [grant] } };
}

/** A site that only answers whether the caller belongs to the audience. */
export function siteThatSays(reply: Reply, audience: Audience = 'inviter'): FakeJira {
  const question =
    audience === 'jiraAdmin' ? 'GET /rest/api/3/mypermissions' : 'POST /rest/api/3/permissions/check';
  return fakeJira({ [question]: reply });
}

export function guardPorts(jira: FakeJira, store: FakeStore = fakeStore({ policy: policy() })): GuardPorts {
  return { callers: jira.callers, store, clock: new VirtualClock(), postpone: () => Promise.resolve() };
}

export function codeOf(reply: BridgeReply<unknown>): string | undefined {
  return reply.ok ? undefined : reply.error.code;
}
