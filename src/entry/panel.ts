import * as z from 'zod/mini';
import type { InviteStart } from '../contract/functions';
import { historyInputSchema } from '../contract/history';
import { INVITE_AT_ONCE_MAX, sendInputSchema } from '../contract/invitation';
import { reason } from '../contract/reason';
import { guarded } from '../guard/guard';
import type { Guarded } from '../guard/guard';
import { readLinked } from '../invite/organizations';
import { projectPolicy } from '../policy/effective';
import { send } from '../invite/send';
import { progressOn } from './progress';

const nothing = z.strictObject({});

/** What the invite page needs to draw itself. */
const start = guarded({
  name: 'invite.start',
  audience: 'agent',
  input: nothing,
  handle: (_input, { projectId }, { settings }) => {
    const policy = projectPolicy(settings.policy, projectId);
    if (!policy) return Promise.resolve({ ok: false, reason: reason('project-not-enabled') });
    const data: InviteStart = {
      projectId,
      serviceDeskId: policy.serviceDeskId,
      addressesMax: INVITE_AT_ONCE_MAX,
      maySendEmail: policy.agentsMaySendEmail,
      mayEnrolInOrganizations: policy.agentsMayEnrolInOrganizations,
      mayCreateOrganizations: policy.agentsMayCreateOrganizations,
      domains: { allowedDomains: policy.allowedDomains, deniedDomains: policy.deniedDomains },
      power: settings.selfTest?.result ?? 'unknown',
    };
    return Promise.resolve({ ok: true, data });
  },
});

/** The main job, for up to 25 people. */
const sendInvitations = guarded({
  name: 'invite.send',
  audience: 'agent',
  input: sendInputSchema,
  beside: async ({ organizations }, { projectId }, { user, settings }) => {
    const policy = projectPolicy((await settings).policy, projectId);
    return policy && readLinked(user, policy, organizations);
  },
  handle: async (input, { actor, projectId }, proven, linked) => {
    const policy = projectPolicy(proven.settings.policy, projectId);
    if (!policy || !linked) return { ok: false, reason: reason('project-not-enabled') };
    const { people, organizations, notify, progressChannel } = input;
    const invitations = people.map((person) => ({ ...person, organizations, notify }));
    const progress = progressOn(progressChannel);
    const sent = await send(invitations, { actor, policy, linked }, { ...proven, tell: progress.tell });
    await progress.settled();
    return sent;
  },
});

/** Invitations made in the project, newest first. */
const history = guarded({
  name: 'invite.history',
  audience: 'agent',
  input: historyInputSchema,
  handle: async ({ cursor }, { projectId }, { store }) => ({
    ok: true,
    data: await store.history.page(projectId, cursor),
  }),
});

export const panelFunctions: readonly Guarded[] = [start, sendInvitations, history];
