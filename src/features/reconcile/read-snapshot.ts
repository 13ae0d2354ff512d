import type { Candidates, DeskSnapshot } from './desk-snapshot';
import { refusedDomain, ruleForDomain } from '../../domain/organization/domain-rules';
import type { AccountId, OrganizationId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { accountHash } from './store/reconcile-store';
import type { Adding, SeenNote, ReconcileWork } from './store/reconcile-store';
import type { Run } from './run';

/** Reads it, once in a run. @returns `undefined` where a part of what was read is gone: it stood still for too long. */
export async function readSnapshot(
  policy: ProjectPolicy,
  { sheets, noteSheets = 0 }: ReconcileWork,
  { ports, standings }: Run,
): Promise<DeskSnapshot | undefined> {
  const { projectId } = policy;
  const known = standings.get(projectId);
  if (known) return known;
  const { upkeep } = ports.store;
  const [read, listed] = await Promise.all([
    upkeep.sheets(projectId, sheets),
    upkeep.notes(projectId, noteSheets),
  ]);
  if (!read || !listed) return undefined;
  const notes = new Map(listed.map((note) => [note.id, note]));
  const seen = new Set(read.flatMap((sheet) => sheet.seen));
  const strangers = read.flatMap((sheet) => sheet.candidates).filter(([id]) => !notes.has(id));
  const standing: DeskSnapshot = {
    notes,
    candidates: byRule(strangers, policy),
    isOnDesk: (accountId) => seen.has(accountHash(accountId)),
  };
  standings.set(projectId, standing);
  return standing;
}

/** In the order of the rules, also those without a candidate. The policy may have changed since the list was read. */
function byRule(strangers: Adding['people'], policy: ProjectPolicy): readonly Candidates[] {
  const found = policy.domainOrganizations.map(({ domain, organization }) => ({
    domain,
    organization,
    // Where the list changed while it was read, an account may be on two pages.
    people: new Map<AccountId, string>(),
  }));
  for (const [accountId, domain] of strangers) {
    if (refusedDomain(domain, policy)) continue;
    const rule = ruleForDomain(domain, policy);
    found.find((each) => each.domain === rule?.domain)?.people.set(accountId, domain);
  }
  return found.map((each) => ({ ...each, people: [...each.people] }));
}

/** Customers whom this app put into the organization, as far as it remembers. */
export function madeIn(organizationId: OrganizationId, { notes }: DeskSnapshot): readonly SeenNote[] {
  return [...notes.values()].filter(({ made }) => made?.includes(organizationId));
}

/** Organizations into which this app put anybody, in the order of their ids. */
export function organizationsMade({ notes }: DeskSnapshot): readonly OrganizationId[] {
  const ids = [...notes.values()].flatMap(({ made = [] }) => made);
  return [...new Set(ids)].sort((one, other) => Number(one) - Number(other));
}
