import * as z from 'zod/mini';
import { showAudit } from '../audit/show';
import { person } from '../contract/actor';
import type { AuditPage } from '../contract/audit';
import type { IssueId, ProjectId } from '../contract/ids';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import { FOUND_MAX, issueInviteInputSchema, issueLookInputSchema } from '../contract/request';
import type { ProvenFor } from '../guard/definition';
import { guarded } from '../guard/guard';
import type { Guarded } from '../guard/guard';
import { readOrganizations } from '../invite/read-organizations';
import { send } from '../invite/send';
import type { Refusal } from '../jira/answer';
import { readIssue } from '../jira/issues';
import { reasonOf } from '../jira/reasons';
import { projectPolicy } from '../policy/effective';
import { findAddresses } from '../request/find-addresses';
import { standingsOf } from '../request/look';
import { addInvited } from '../request/participants';
import { inviteStart } from './invite-start';
import { progressOn } from './progress';

/** Invitations listed under a request; there are seldom more than a few. */
const INVITED_MAX = 20;

const nothing = z.strictObject({});

/** What the panel on a request needs to draw itself: two calls to Jira, both as the person at the screen. */
const show = guarded({
  name: 'issue.show',
  audience: 'inviter',
  input: nothing,
  beside: (_input, { issue }, { user }) => (issue ? readIssue(user, issue.id) : Promise.resolve(undefined)),
  handle: async (_input, { projectId, issue }, proven, read) => {
    if (!issue || !read) return { ok: false, reason: reason('no-issue') };
    if (!read.ok) return { ok: false, reason: issueReason(read.refusal) };
    // It may have moved since the page was opened.
    if (read.data.projectId !== projectId) return { ok: false, reason: reason('issue-gone') };
    const people = findAddresses(read.data);
    return {
      ok: true,
      data: {
        ...inviteStart(proven.policy, proven.settings),
        issueKey: read.data.key,
        people: people.slice(0, FOUND_MAX),
        more: Math.max(people.length - FOUND_MAX, 0),
        hasReporter: read.data.reporter !== undefined,
        invited: await invitedFrom(issue.id, projectId, proven),
      },
    };
  },
});

/** Who of those found is a customer already, or works here. */
const look = guarded({
  name: 'issue.look',
  audience: 'inviter',
  input: issueLookInputSchema,
  handle: async ({ emails }, { issue }, { policy, callers }) => {
    if (!issue) return { ok: false, reason: reason('no-issue') };
    return { ok: true, data: await standingsOf(emails, policy, callers.user) };
  },
});

/** The main job, from a request; and whoever is a customer then takes part in it, if that is wished. */
export const inviteFromIssue = guarded({
  name: 'issue.invite',
  audience: 'inviter',
  input: issueInviteInputSchema,
  // As from the project page: see `invite.send`.
  beside: async ({ organizations }, { projectId }, { user, settings, lists }) => {
    const policy = projectPolicy((await settings).policy, projectId);
    return policy && policy.organizations !== 'any'
      ? readOrganizations(user, policy, organizations, lists)
      : undefined;
  },
  handle: async (input, { actor, issue }, proven, known) => {
    if (!issue) return { ok: false, reason: reason('no-issue') };
    const { people, organizations, notify, endsAt, progressChannel } = input;
    const all = { organizations, notify, ...(endsAt !== undefined && { endsAt }) };
    const progress = progressOn(progressChannel);
    const sent = await send(
      people.map((each) => ({ ...each, ...all })),
      {
        actor: person(actor),
        policy: proven.policy,
        known,
        origin: { issueId: issue.id, issueKey: issue.key },
      },
      { ...proven, tell: progress.tell },
    );
    const participants =
      sent.ok && input.participants
        ? await addInvited(sent.data.outcomes, issue.id, proven.callers.user)
        : [];
    await progress.settled();
    return sent.ok ? { ok: true, data: { ...sent.data, participants } } : sent;
  },
});

/** What was invited from this request, newest first. */
const invited = guarded({
  name: 'issue.invited',
  audience: 'inviter',
  input: nothing,
  handle: async (_input, { projectId, issue }, proven) => {
    if (!issue) return { ok: false, reason: reason('no-issue') };
    return { ok: true, data: await invitedFrom(issue.id, projectId, proven) };
  },
});

export const issueFunctions: readonly Guarded[] = [show, look, inviteFromIssue, invited];

function invitedFrom(
  issueId: IssueId,
  projectId: ProjectId,
  { policy, store, clock }: Pick<ProvenFor<'inviter'>, 'policy' | 'store' | 'clock'>,
): Promise<AuditPage> {
  return showAudit({ issueId, projectId, events: ['invitation'], limit: INVITED_MAX }, policy, {
    store,
    clock,
  });
}

function issueReason(refusal: Refusal): Reason {
  const isHidden = refusal.kind === 'missing' || refusal.kind === 'forbidden';
  return isHidden ? reason('issue-gone') : reasonOf(refusal);
}
