import type { AuditPorts } from '../audit/append';
import type { Clock } from '../../platform/clock';
import type { Actor } from '../../domain/actor';
import { organizationKey } from '../../domain/organization/find-organization';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { JiraError } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { createOrganization, linkOrganization } from '../../platform/jira/organizations';
import type { Organization } from '../../platform/jira/organizations';
import { begunItem, endedItem } from './store/created-organizations';
import type { Creation } from './store/created-organizations';
import { accountItem } from '../privacy/store/account-ledger';
import type { Store } from '../stores';
import { organizationReason } from './enrol-reasons';
import { findInList } from './find-in-list';
import { madeBy } from './made-by';
import { useOf } from './organization-use';
import { siteList } from './organization-list';
import { recordOrganization } from './record-organization';

/** A worker that has not ended its creation for longer has crashed: Forge ends every function by then. */
export const RUN_MAX_MS = 900_000;

export type Resolved = Result<Pick<Organization, 'id' | 'name'> & { readonly isNew?: true }>;

export interface CreatePorts {
  readonly privileged: JiraClient;
  readonly store: Pick<Store, 'newOrganizations' | 'organizationLists' | 'write'>;
  readonly clock: Clock;
  /** Who asks. */
  readonly actor: Actor;
  /** The same for a try and its repeats: only what was begun in a run is later known as its work. */
  readonly run: string;
  readonly postpone: AuditPorts['postpone'];
  /** Called before Jira is asked to change anything. */
  readonly begin?: (() => Promise<void>) | undefined;
}

/** Those of the site that have one of the names, read just before. */
interface Site {
  readonly organizations: readonly Organization[];
  /** No other has one of the names. */
  readonly isWhole: boolean;
  /** When that was asked, in ms since 1970. */
  readonly at: number;
}

/**
 * Creates organizations and links them to the project, one after another.
 *
 * Jira answers a taken name with the organization that has it, of whatever project: an agent could so reach any
 * organization of the site. Used is only what came to exist by this very call, or what an earlier try of the same run
 * noted before it was created and then lost sight of, or what this project has its claim on; the last two only while
 * nobody is in it and no other project has it.
 *
 * @param names each once.
 */
export async function createOrganizations(
  names: readonly string[],
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<ReadonlyMap<string, Resolved>> {
  const at = ports.clock.now();
  const read = await findInList(
    names.map((name) => ({ name })),
    siteList(ports.privileged),
    ports,
  );
  const created = new Map<string, Resolved>();
  for (const name of names) {
    const result = read.ok
      ? await createOne(
          name,
          { organizations: read.data, isWhole: read.more === undefined, at },
          policy,
          ports,
        )
      : fail(organizationReason(read.error));
    created.set(name, result);
  }
  return created;
}

async function createOne(
  name: string,
  site: Site,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<Resolved> {
  const { projectId } = policy;
  const standing = site.organizations.filter((each) => organizationKey(each.name) === organizationKey(name));
  const [found] = standing;
  if (found) return standing.length > 1 ? elsewhere(name) : takeUp(found, name, policy, ports);
  if (!site.isWhole) {
    // What may stand further on could be this run's own: its note must not be written over.
    const { begun } = await ports.store.newOrganizations.find(projectId, name, undefined, site.at);
    if (begun?.run === ports.run) return ask(begun, site, policy, ports);
  }
  const creation = { projectId, name, run: ports.run, actor: ports.actor, at: site.at };
  const { actor } = ports;
  // The note holds the actor's account id.
  const noted = actor.kind === 'person' ? [accountItem(actor.accountId, site.at)] : [];
  await ports.store.write([begunItem(creation), ...noted]);
  return ask(creation, site, policy, ports);
}

/** Asks Jira to create, and tells by its answer whether that is what happened. */
async function ask(
  creation: Creation,
  site: Site,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<Resolved> {
  const { privileged, clock } = ports;
  const { name } = creation;
  const sentAt = clock.now();
  const answer = await createOrganization(privileged, name);
  if (!answer.ok) {
    if (changedNothing(answer.error)) await end(creation, ports);
    return fail(organizationReason(answer.error));
  }
  const organization = answer.data;
  const isRepeat = creation.at < site.at;
  const made = madeBy(organization, {
    askedAt: organization.askedAt ?? sentAt,
    answeredAt: clock.now(),
    absentAt: site.isWhole ? site.at : undefined,
    unansweredAt: isRepeat ? creation.at : organization.silentSince,
  });
  if (made === 'surely') return finish(organization, creation, policy, ports);
  if (made === 'perhaps') {
    const use = await useOf(organization, policy, privileged);
    // Not ended: it may be ours, and then the schedule writes the entry.
    if (use === 'unknown') return elsewhere(name);
    if (use !== 'in-use') return finish(organization, creation, policy, ports);
  }
  return takeUp(organization, creation, policy, ports);
}

/** An organization that was there: ours where a try of this run noted it before, or where the project has its claim. */
async function takeUp(
  organization: Organization,
  creation: Creation | string,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<Resolved> {
  const { projectId } = policy;
  const { privileged, store, clock, run } = ports;
  const name = typeof creation === 'string' ? creation : creation.name;
  const now = clock.now();
  const { begun, claim } = await store.newOrganizations.find(projectId, name, organization.id, now);
  // What was noted for the call that just ended is no proof: by that call it was not made.
  const isNoted =
    typeof creation === 'string' && begun !== undefined && isNotedIn(begun, organization, run, now);
  const isOurs = claim ? claim.projectId === projectId : isNoted;
  const use = isOurs ? await useOf(organization, policy, privileged) : 'in-use';
  if (use === 'in-use' || use === 'unknown') {
    if (begun?.run === run && !isNoted) await end(begun, ports);
    return elsewhere(name);
  }
  if (begun && (isNoted || claim?.run === begun.run)) return finish(organization, begun, policy, ports);
  if (use === 'linked') return ok(organization);
  return link('linked', organization, undefined, policy, ports);
}

/** Whether a creation of this name was recorded before the organization existed: by this run, or by one that crashed since. */
function isNotedIn(begun: Creation, organization: Organization, run: string, now: number): boolean {
  return isInRun(begun, organization) && (begun.run === run || now > begun.at + RUN_MAX_MS);
}

/** Whether an organization came to exist while the worker that recorded it was at work. */
export function isInRun({ at }: Creation, { createdAt = 0 }: Organization): boolean {
  return createdAt >= at && createdAt <= at + RUN_MAX_MS;
}

/** Of several that Jira told of one organization, one has it: the others of that project find it made. */
async function finish(
  organization: Organization,
  creation: Creation,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<Resolved> {
  const { projectId, run } = creation;
  const { newOrganizations } = ports.store;
  const claim = await newOrganizations.claim(organization.id, { projectId, run }, ports.clock.now());
  if (claim.projectId !== projectId) {
    await end(creation, ports);
    return elsewhere(creation.name);
  }
  return link(claim.run === run ? 'created' : 'linked', organization, creation, policy, ports);
}

async function link(
  action: 'created' | 'linked',
  organization: Organization,
  creation: Creation | undefined,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<Resolved> {
  const linked = await linkOrganization(ports.privileged, policy.serviceDeskId, organization.id);
  const why = linked.ok ? undefined : organizationReason(linked.error);
  if (action === 'created' || !why) {
    const told = { action, actor: creation?.actor ?? ports.actor, why };
    await recordOrganization(organization, told, policy, ports, creation && [endedItem(creation)]);
  }
  if (why) return fail(why);
  return ok(action === 'created' ? { ...organization, isNew: true } : organization);
}

/** Whether a refusal says that nothing was created. */
function changedNothing({ kind, mayHaveApplied }: JiraError): boolean {
  return kind !== 'unavailable' && !mayHaveApplied;
}

/** What is not ended, the schedule looks for, and finds nothing. */
async function end(creation: Creation, { store }: CreatePorts): Promise<void> {
  await store.write([endedItem(creation)]).catch(() => undefined);
}

function elsewhere(name: string): Resolved {
  return fail(reason('organization-elsewhere', { name }));
}
