import * as z from 'zod/mini';
import { showAudit } from '../../features/audit/show';
import { person } from '../../domain/actor';
import type { AuditPage } from '../../contract/audit';
import type { IssueId, ProjectId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import {
  FOUND_MAX,
  issueInviteInputSchema,
  issueLookupInputSchema,
  issueReporterInputSchema,
} from '../../contract/work-item';
import type { AuthorizedFor } from '../../features/authorization/procedure';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { readLinked } from '../read-linked';
import { inviteCustomers } from '../../features/invite/invite-customers';
import { readIssue } from '../../platform/jira/issues';
import { findAddresses } from '../../features/work-item/find-addresses';
import { statusesOf } from '../../features/work-item/lookup';
import { addInvited } from '../../features/work-item/participants';
import { issueReason, makeReporter } from '../../features/work-item/reporter';
import { inviteStart } from './invite-start';
import { progressOn } from '../queues/progress';
import { checkInvitations } from '../../domain/invitation/check-invitation';

/** Invitations listed under a request; there are seldom more than a few. */
const INVITED_MAX = 20;

const nothing = z.strictObject({});

/** What the panel on a request needs to draw itself: two calls to Jira, both as the person at the screen. */
const show = procedure({
  name: 'issue.show',
  audience: 'inviter',
  input: nothing,
  prefetch: (_input, { issue }, { user }) => (issue ? readIssue(user, issue.id) : Promise.resolve(undefined)),
  handle: async (_input, { projectId, issue }, authorized, read) => {
    if (!issue || !read) return fail(reason('no-issue'));
    if (!read.ok) return fail(issueReason(read.error));
    // It may have moved since the page was opened.
    if (read.data.projectId !== projectId) return fail(reason('issue-gone'));
    const people = findAddresses(read.data);
    return ok({
      ...inviteStart(authorized.policy, authorized.settings, authorized.clock.now()),
      issueKey: read.data.key,
      people: people.slice(0, FOUND_MAX),
      more: Math.max(people.length - FOUND_MAX, 0),
      hasReporter: read.data.reporter !== undefined,
      invited: await invitedFrom(issue.id, projectId, authorized),
    });
  },
});

/** Who of those found is a customer already, or works here. */
const look = procedure({
  name: 'issue.look',
  audience: 'inviter',
  input: issueLookupInputSchema,
  handle: async ({ emails }, { issue }, { policy, callers }) => {
    if (!issue) return fail(reason('no-issue'));
    return ok(await statusesOf(emails, policy, callers.user));
  },
});

/** The main job, from a request; its customers then become participants, if that is wished. */
const inviteFromIssue = procedure({
  name: 'issue.invite',
  audience: 'inviter',
  input: issueInviteInputSchema,
  prefetch: ({ organizations }, _context, preauthorized) => readLinked(organizations, preauthorized),
  handle: async (input, { actor, issue }, authorized, known) => {
    if (!issue) return fail(reason('no-issue'));
    const { people, organizations, notify, endsAt, progressChannel } = input;
    const all = { organizations, notify, ...(endsAt !== undefined && { endsAt }) };
    const progress = progressOn(progressChannel, authorized);
    const asked = people.map((each) => ({ ...each, ...all }));
    const sent = await inviteCustomers(
      checkInvitations(asked, authorized.policy, authorized.clock.now()),
      {
        actor: person(actor),
        policy: authorized.policy,
        known,
        origin: { issueId: issue.id, issueKey: issue.key },
      },
      { ...authorized, tell: progress.tell },
    );
    const participants =
      sent.ok && input.participants
        ? await addInvited(sent.data.outcomes, issue.id, authorized.callers.user)
        : [];
    await progress.settled();
    return sent.ok ? ok({ ...sent.data, participants }) : sent;
  },
});

/** Makes a customer who was invited from this request its reporter, where it has none. */
const reporter = procedure({
  name: 'issue.reporter',
  audience: 'inviter',
  input: issueReporterInputSchema,
  handle: async ({ accountId }, { projectId, issue }, authorized) => {
    if (!issue) return fail(reason('no-issue'));
    const { entries } = await invitedFrom(issue.id, projectId, authorized);
    if (!entries.some(({ customer }) => customer === accountId)) return fail(reason('reporter-not-invited'));
    return makeReporter(accountId, { id: issue.id, projectId }, authorized.callers.user);
  },
});

export const issueFunctions: readonly Procedure[] = [show, look, inviteFromIssue, reporter];

function invitedFrom(
  issueId: IssueId,
  projectId: ProjectId,
  { policy, store, clock }: Pick<AuthorizedFor<'inviter'>, 'policy' | 'store' | 'clock'>,
): Promise<AuditPage> {
  return showAudit({ issueId, projectId, events: ['invitation'], limit: INVITED_MAX }, policy, {
    store,
    clock,
  });
}
