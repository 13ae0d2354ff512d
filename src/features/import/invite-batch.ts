import { learningFrom } from '../authority/capabilities';
import { person } from '../../domain/actor';
import { ok } from '../../domain/result';
import type { JiraClient } from '../../platform/jira/client';
import type { Organization } from '../../platform/jira/organizations';
import type { JiraResult } from '../../platform/jira/result';
import type { Privileged } from '../authority/privileged';
import { inviteRows, organizationsInRows } from '../invite/invite-rows';
import type { InvitePorts } from '../invite/ports';
import { organizationReader } from '../invite/read-organizations';
import type { Placed } from './batch-note';
import type { RunPorts } from './ports';
import type { TriedRow } from './record-rows';
import { settleRefused } from './settle-refused';
import type { ImportRecord } from './store/imports';
import type { Work } from './work';

/** What became of a batch. */
export interface BatchResults {
  readonly results: readonly TriedRow[];
  /** Those of whom Jira did not tell what an earlier try did. */
  readonly unanswered: readonly TriedRow[];
}

/** Invites the people of a batch. */
export async function inviteBatch(
  batch: readonly Placed[],
  record: ImportRecord,
  work: Work,
  privileged: Privileged,
  ports: RunPorts,
): Promise<JiraResult<BatchResults>> {
  const { turn, settings } = work;
  const known = await knownOrganizations(record, work, privileged.caller);
  if (!known.ok) return known;
  const site = learningFrom(settings.capabilities, { settings: ports.store.settings, clock: ports.clock });
  const invitePorts = { ...portsOf(record, work, privileged, ports), site };
  const invited = await inviteEach(batch, known.data, work, invitePorts);
  await site.keep();
  // What a policy refuses by now may have been done before: the result must not say that nothing was.
  const samePolicy = turn.open?.policy === settings.policy?.version ? 'same-policy' : 'other-policy';
  return ok(await settleRefused(invited, work, turn.open ? samePolicy : 'none', invitePorts));
}

/** The organizations that may be meant, read once a turn, and where the policy means others. */
async function knownOrganizations(
  { owner }: ImportRecord,
  { plan, policy, callers, turn }: Work,
  privileged: JiraClient,
): Promise<JiraResult<readonly Organization[]>> {
  if (turn.known?.under === policy.organizations) return ok(turn.known.all);
  const reader = organizationReader(policy, callers.offline(owner), privileged);
  const read = await organizationsInRows(plan.columns, policy, reader);
  if (read.ok) turn.known = { under: policy.organizations, all: read.data };
  return read;
}

/** The rows with what became of them, in their order. */
async function inviteEach(
  batch: readonly Placed[],
  known: readonly Organization[],
  { turn, plan, policy }: Work,
  ports: InvitePorts,
): Promise<readonly TriedRow[]> {
  const rows = batch.map(({ place, row }) => ({ place, row, cells: row.cells ?? [] }));
  const { results, created } = await inviteRows(rows, plan, policy, known, ports);
  // What was created is there from now on.
  if (created.length > 0) turn.known = { under: policy.organizations, all: [...known, ...created] };
  return results.map(({ row: { place, row }, invited }) => ({ place, row, invited }));
}

function portsOf(
  record: ImportRecord,
  { callers, turn }: Work,
  { caller, missingAdmin }: Privileged,
  { store, clock, postpone }: RunPorts,
): InvitePorts {
  return {
    privileged: caller,
    app: callers.app,
    missingAdmin,
    // What waits for an address elsewhere, and what was made an hour ago, is not worth two keys a row.
    store: { ...store, addresses: { find: () => Promise.resolve(new Map()) } },
    clock,
    tell: () => undefined,
    actor: person(record.owner),
    postpone,
    run: `import:${record.id}`,
    repeated: turn.open !== undefined,
  };
}
