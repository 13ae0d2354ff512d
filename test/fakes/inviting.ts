import type { Progress } from '../../src/contract/procedures';
import type { Invitation } from '../../src/domain/invitation/invitation';
import type { Rules } from '../../src/domain/policy/rules';
import { reason } from '../../src/domain/reason';
import { invite } from '../../src/features/invite/pipeline';
import type { InvitationResult } from '../../src/features/invite/stages';
import { VirtualClock } from './clock';
import { AGENT_ACTOR } from './ids';
import { ACME, GLOBEX, linked } from './invitations';
import type { FakeJira } from './jira';
import { projectPolicy } from './policy';
import { serviceDesk } from './service-desk';
import { fakeStore } from './store';
import type { FakeStore } from './store';
import { checkInvitations } from '../../src/domain/invitation/check-invitation';

/** Invites these as the app, where Acme and Globex are linked: on a desk that takes everybody, unless told. */
export function inviteAll(
  invitations: Invitation[],
  {
    jira = serviceDesk(),
    rules = {},
    store = fakeStore(),
    clock = new VirtualClock(),
    tell = () => undefined,
  }: {
    jira?: FakeJira;
    rules?: Partial<Rules>;
    store?: FakeStore;
    clock?: VirtualClock;
    tell?: (progress: Progress) => void;
  } = {},
): Promise<readonly InvitationResult[]> {
  const policy = projectPolicy(rules);
  return invite(checkInvitations(invitations, policy, clock.now()), policy, linked(ACME, GLOBEX), {
    privileged: jira.callers.app,
    app: jira.callers.app,
    missingAdmin: reason('app-lacks-admin'),
    store,
    clock,
    tell,
    actor: AGENT_ACTOR,
    postpone: () => Promise.resolve(),
  });
}
