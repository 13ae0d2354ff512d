import { appendItems, entryItems } from '../audit/append';
import type { AuditPorts, Recorded } from '../audit/append';
import { parseAddress } from '../../domain/address/address';
import { actorWord } from '../../domain/actor';
import type { Actor } from '../../domain/actor';
import type { AddedPlace, AuditEntry, AuditOutcome } from '../../contract/audit';
import type { Step } from '../../domain/invitation/outcome';
import type { ProjectId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { hashedForKey } from '../audit/store/audit-store';
import type { NewAuditEntry } from '../audit/store/audit-store';
import { newAccountItem } from './store/known-addresses';
import type { Item } from '../../platform/kvs/kvs';
import { givenNote } from './store/write-notes';
import type { NoteChange } from './store/write-notes';
import { closedIntentItem, entryKey, intentItem } from './store/intents';
import type { Intent } from './store/intents';
import { pendingItem } from './store/pending';
import type { PendingInvitation } from './store/pending';
import type { Store } from '../stores';
import type { InvitationResult } from './stages';
import { firstRetry, stillWaiting } from './retry-schedule';

/** The page on which invitations were made, where it is that of a request. */
export type Origin = Pick<Extract<AuditEntry, { event: 'invitation' }>, 'issueId' | 'issueKey'>;

interface Ports extends AuditPorts {
  readonly store: Pick<Store, 'pending' | 'write'>;
}

/** What is written in the same operation. */
export interface WrittenWith {
  readonly extra?: readonly Item[];
  readonly origin?: Origin;
  /** The intent that this closes. */
  readonly intent?: Intent | undefined;
}

/**
 * Writes down what became of invitations: audit log, enrolments, accounts just created, and what is to be tried
 * again. Nothing for what is no address, but for a script: it is told where to look. What was done in Jira stands, so this never throws: where storage
 * fails, audit entries and enrolments are queued; what is to be tried again is not, since it holds an address.
 *
 * @returns the entries' ids in the audit log, too.
 */
export async function recordInvitations(
  invited: readonly InvitationResult[],
  actor: Actor,
  policy: ProjectPolicy,
  ports: Ports,
  { extra = [], origin = {}, intent }: WrittenWith = {},
): Promise<{ readonly recorded: Recorded; readonly ids: ReadonlyMap<InvitationResult, string> }> {
  const { projectId } = policy;
  const now = ports.clock.now();
  const isScript = actor.kind === 'key';
  const written = isScript ? invited : invited.filter(({ domain }) => domain !== undefined);
  const entries = written.map((each) => ({
    ...auditEntry(isScript ? withDomain(each) : each, actor, projectId),
    ...origin,
  }));
  const once = (place: number): string | undefined => {
    const [each, entry] = [written[place], entries[place]];
    if (!each || !entry) return undefined;
    return each.reached ? intent && entryKey(intent, invited.indexOf(each)) : refusedOnce(entry, now);
  };
  const audit = entryItems(entries, { policy, now, once }, ports.clock);
  const ids = new Map(written.map((each, place) => [each, audit[place]?.key ?? '']));
  const over: PendingInvitation[] = [];
  const notes = written.flatMap(({ outcome: { accountId }, enrolment, noted }): NoteChange[] =>
    accountId && enrolment ? [givenNote(projectId, accountId, enrolment, noted, now)] : [],
  );
  const others = written.flatMap((each): Item[] => {
    const { accountId, email } = each.outcome;
    const after = pendingAfter(each, { actor, projectId, now });
    if (each.waiting && !after) over.push(each.waiting);
    return [
      ...(accountId && each.isNewAccount ? [newAccountItem(email, accountId, now)] : []),
      ...(after ? [pendingItem(after, now)] : []),
    ];
  });
  const closed = intent && intentAfter(intent, invited, now);
  const recorded = await appendItems(audit, ports, { notes, queued: extra, others, last: closed });
  if (recorded === 'yes') await Promise.all(over.map((pending) => ports.store.pending.remove(pending)));
  return { recorded, ids };
}

/** The domain of an address whose name or date was refused. */
function withDomain(each: InvitationResult): InvitationResult {
  const parsed = parseAddress(each.outcome.email);
  return each.domain === undefined && parsed.ok ? { ...each, domain: parsed.data.domain } : each;
}

/** Jira did not answer whether it made the account, and no retry is due: the schedule finds it out. */
function isInDoubt({ maybeMade, outcome, tryLater }: InvitationResult): boolean {
  return maybeMade === true && outcome.accountId === undefined && !tryLater;
}

/** Open for those in doubt, closed where there are none. */
function intentAfter(intent: Intent, invited: readonly InvitationResult[], now: number): Item {
  const guests = intent.guests.filter(({ place }) => {
    const each = invited[place];
    return each !== undefined && isInDoubt(each);
  });
  return guests.length > 0 ? intentItem({ ...intent, guests }, now) : closedIntentItem(intent);
}

/** What is to be retried. A manual invitation is not: an admin may have undone it since. */
function pendingAfter(
  each: InvitationResult,
  { actor, projectId, now }: { readonly actor: Actor; readonly projectId: ProjectId; readonly now: number },
): PendingInvitation | undefined {
  if (each.tryLater) return firstRetry(each, actor, projectId, now, each.waiting);
  return each.outcome.accountId && each.waiting ? stillWaiting(each.waiting, each) : each.waiting;
}

/**
 * What never reached Jira counts against no quota: noted once an hour for each actor, reason, domain and
 * page, so that no caller can fill the log with it.
 */
function refusedOnce(
  { actor, projectId, reason, domain, issueId }: ReturnType<typeof auditEntry>,
  now: number,
): string {
  const hour = new Date(now).toISOString().slice(0, 13);
  return `refused:${hour}:${hashedForKey(JSON.stringify([actorWord(actor), projectId, reason, domain, issueId]))}`;
}

/** One invitation as the audit log tells it. */
export function auditEntry(
  { outcome, organizations, domain, reached }: InvitationResult,
  actor: Actor,
  projectId: ProjectId,
): Extract<NewAuditEntry, { event: 'invitation' }> {
  const { state, accountId, reason, steps } = outcome;
  const account = steps.find(({ step }) => step === 'account')?.change;
  const entryOutcome: AuditOutcome = reached ? state : 'refused';
  return {
    actor,
    projectId,
    event: 'invitation',
    ...(accountId && { customer: accountId }),
    ...(domain && { domain }),
    outcome: entryOutcome,
    ...(reason && { reason: reason.code }),
    ...(account && { account }),
    organizations: organizations.map(({ name }) => name),
    ...(organizations.length > 0 && { organizationIds: organizations.map(({ id }) => id) }),
    ...(accountId && { added: steps.flatMap(addedBy) }),
    emailed: steps.some(({ step, state: done }) => step === 'email' && done === 'done'),
  };
}

function addedBy({ step, state, change, organization }: Step): readonly AddedPlace[] {
  if (state !== 'done' || change !== 'made') return [];
  if (step === 'desk') return ['desk'];
  return step === 'organization' && organization?.id !== undefined ? [organization.id] : [];
}
