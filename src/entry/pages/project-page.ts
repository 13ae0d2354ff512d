import * as z from 'zod/mini';
import { showAudit } from '../../features/audit/show';
import { person } from '../../domain/actor';
import { historyInputSchema } from '../../contract/history';
import { sendInputSchema } from '../../domain/invitation/invitation';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { readLinked } from '../read-linked';
import { inviteCustomers } from '../../features/invite/invite-customers';
import { usualOrganization } from '../../features/invite/usual-organization';
import { usualInputSchema } from '../../contract/invite';
import { inviteStart } from './invite-start';
import { progressOn } from '../queues/progress';
import { ok } from '../../domain/result';
import { checkInvitations } from '../../domain/invitation/check-invitation';

const HISTORY_EVENTS = ['invitation', 'access'] as const;

const nothing = z.strictObject({});

/** What the invite page needs to draw itself. */
const start = procedure({
  name: 'invite.start',
  audience: 'inviter',
  input: nothing,
  handle: (_input, _context, { policy, settings, clock }) =>
    Promise.resolve(ok(inviteStart(policy, settings, clock.now()))),
});

/** The main job, for up to 25 people. */
export const sendInvitations = procedure({
  name: 'invite.send',
  audience: 'inviter',
  input: sendInputSchema,
  prefetch: ({ organizations }, _context, preauthorized) => readLinked(organizations, preauthorized),
  handle: async (input, { actor }, authorized, known) => {
    const { people, organizations, notify, endsAt, progressChannel } = input;
    const all = { organizations, notify, ...(endsAt !== undefined && { endsAt }) };
    const asked = people.map((each) => ({ ...each, ...all }));
    const invitations = checkInvitations(asked, authorized.policy, authorized.clock.now());
    const progress = progressOn(progressChannel, authorized);
    const sender = { actor: person(actor), policy: authorized.policy, known };
    const sent = await inviteCustomers(invitations, sender, { ...authorized, tell: progress.tell });
    await progress.settled();
    return sent;
  },
});

/** Where most customers of a domain were added before, so that the page can warn of another choice. */
const usual = procedure({
  name: 'invite.usual',
  audience: 'inviter',
  input: usualInputSchema,
  handle: async ({ domain }, _context, { policy, callers, store, clock }) => {
    const organization = await usualOrganization(domain, policy, callers.user, { store, clock });
    return ok(organization ? { organization } : {});
  },
});

/** Invitations made in the project, newest first. */
const history = procedure({
  name: 'invite.history',
  audience: 'inviter',
  input: historyInputSchema,
  handle: async (query, { projectId }, { store, clock, policy }) => {
    const events = query.imports === 'lines' ? [...HISTORY_EVENTS, 'import' as const] : HISTORY_EVENTS;
    return ok(await showAudit({ ...query, projectId, events }, policy, { store, clock }));
  },
});

export const panelFunctions: readonly Procedure[] = [start, usual, sendInvitations, history];
