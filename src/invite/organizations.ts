import type { AuditPorts } from '../audit/record';
import type { Actor } from '../contract/actor';
import {
  findOrganization,
  isMeant,
  isOrganizationName,
  organizationKey,
} from '../contract/find-organization';
import type { OrganizationRef } from '../contract/invitation';
import type { ProjectPolicy } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { Answered } from '../jira/answer';
import type { JiraCaller } from '../jira/caller';
import {
  createOrganization,
  linkedOrganizations,
  linkOrganization,
  organizationById,
  siteOrganizations,
} from '../jira/organizations';
import type { Organization } from '../jira/organizations';
import { reasonOf } from '../jira/reasons';
import { organizationReason } from './enrol-reasons';
import { recordOrganization } from './record-organization';
import type { Clock } from '../clock';
import type { Store } from '../store/store';

/** Jira's `Date` header counts in seconds. */
const DATE_STEP_MS = 1000;

export type Resolved =
  | { readonly ok: true; readonly organization: Pick<Organization, 'id' | 'name'> }
  | { readonly ok: false; readonly reason: Reason };

export interface CreatePorts {
  readonly privileged: JiraCaller;
  readonly store: Pick<Store, 'newOrganizations' | 'write'>;
  readonly clock: Clock;
  /** Who asks. */
  readonly actor: Actor;
  readonly postpone: AuditPorts['postpone'];
}

type NamedRef = Extract<OrganizationRef, { name: string }>;

/** What became of each reference, by the reference itself. */
export type ResolvedOrganizations = ReadonlyMap<OrganizationRef, Resolved>;

/**
 * Reads the organizations that the policy lets customers be enrolled in, no further than needed to find those
 * asked for.
 *
 * @param caller where organizations must be linked: whoever wants to enrol, so that they see no more than Jira shows them.
 */
export async function readOrganizations(
  caller: JiraCaller,
  policy: ProjectPolicy,
  refs: readonly OrganizationRef[],
): Promise<Answered<readonly Organization[]>> {
  // A name must be compared with all of them: it could stand twice.
  const enough = (found: readonly Organization[]): boolean =>
    refs.every((ref) => 'id' in ref && found.some(({ id }) => id === ref.id));
  switch (policy.organizations) {
    case 'none':
      return { ok: true, data: [] };
    case 'linked':
      if (refs.length === 0) return { ok: true, data: [] };
      return linkedOrganizations(caller, policy.serviceDeskId, enough);
    case 'any':
      return readOfSite(caller, policy, refs);
  }
}

/** One name asks for all of them, since it must be compared with each. */
const ANY_NAME = [{ name: '*' }] as const;

/** All organizations that may be meant; which of them the policy allows, `findOrganization` says. */
export function everyOrganization(
  caller: JiraCaller,
  policy: ProjectPolicy,
): Promise<Answered<readonly Organization[]>> {
  return readOrganizations(caller, policy, ANY_NAME);
}

/** All organizations that the policy lets customers of the project be enrolled in, called as Jira calls them. */
export async function listOrganizations(
  caller: JiraCaller,
  policy: ProjectPolicy,
): Promise<Answered<readonly Organization[]>> {
  const found = await everyOrganization(caller, policy);
  if (!found.ok || policy.onlyOrganizations.length === 0) return found;
  const only = new Set(policy.onlyOrganizations.map(({ id }) => id));
  return { ok: true, data: found.data.filter(({ id }) => only.has(id)) };
}

/** Whoever reads organizations: where they must be linked, the person, who sees no more than Jira shows them. */
export function organizationReader(
  { organizations }: Pick<ProjectPolicy, 'organizations'>,
  person: JiraCaller,
  privileged: JiraCaller,
): JiraCaller {
  return organizations === 'linked' ? person : privileged;
}

/**
 * An id takes one call, a name that the policy does not list the whole list. The policy's own names are what somebody
 * once sent: whom they stand for, Jira says.
 */
async function readOfSite(
  caller: JiraCaller,
  { onlyOrganizations: only }: ProjectPolicy,
  refs: readonly OrganizationRef[],
): Promise<Answered<readonly Organization[]>> {
  const isLimited = only.length > 0;
  if (refs.some((ref) => 'name' in ref && !only.some((each) => isMeant(ref, each)))) {
    const all = (found: readonly Organization[]): boolean =>
      isLimited && only.every(({ id }) => found.some((each) => each.id === id));
    const read = await siteOrganizations(caller, all);
    // Which others there are, nobody learns.
    return read.ok && isLimited
      ? { ok: true, data: read.data.filter(({ id }) => only.some((each) => each.id === id)) }
      : read;
  }
  const ids = isLimited
    ? only.filter((each) => refs.some((ref) => isMeant(ref, each))).map(({ id }) => id)
    : refs.flatMap((ref) => ('id' in ref ? [ref.id] : []));
  const found: Organization[] = [];
  for (const id of new Set(ids)) {
    const answer = await organizationById(caller, id);
    if (answer.ok) found.push(answer.data);
    else if (answer.refusal.kind !== 'missing') return answer;
  }
  return { ok: true, data: found };
}

/**
 * Finds each organization among those known, or creates and links it where it is named, new to the whole site, and
 * the policy lets organizations be created.
 *
 * @param lists the references of each invitation. Nothing is created for one that is refused for another of them, be it
 * for its name.
 * @param known what `readOrganizations` found.
 */
export async function resolveOrganizations(
  lists: readonly (readonly OrganizationRef[])[],
  known: Answered<readonly Organization[]>,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<ResolvedOrganizations> {
  const refs = new Set(lists.flat());
  const resolved = new Map(
    [...refs].map((ref) => [
      ref,
      known.ok ? findOrganization(ref, known.data, policy) : refused(reasonOf(known.refusal)),
    ]),
  );
  // A list of the only ones allowed leaves no room for new ones.
  if (!policy.createOrganizations || policy.onlyOrganizations.length > 0) return resolved;

  const isNew = (ref: OrganizationRef): ref is NamedRef => 'name' in ref && isUnknown(resolved.get(ref));
  for (const ref of refs) {
    if (isNew(ref) && !isOrganizationName(ref.name.trim())) {
      resolved.set(ref, refused(reason('organization-name')));
    }
  }
  const wanted = lists
    .filter((list) => list.every((ref) => isNew(ref) || resolved.get(ref)?.ok))
    .flatMap((list) => list.filter(isNew));
  const created = new Map<string, Resolved>();
  for (const ref of new Set(wanted)) {
    const key = organizationKey(ref.name);
    const creation = created.get(key) ?? (await create(ref.name, policy, ports));
    created.set(key, creation);
    resolved.set(ref, creation);
  }
  return resolved;
}

function isUnknown(result: Resolved | undefined): boolean {
  return result?.ok === false && result.reason.code === 'organization-unknown';
}

/**
 * Jira answers a taken name with the organization that has it, linked to this project or not: an agent could
 * so reach any organization of the site. Only one that did not exist before the call is used, or one that this
 * app made for this project just before, and could not link.
 */
async function create(name: string, policy: ProjectPolicy, ports: CreatePorts): Promise<Resolved> {
  const { projectId, serviceDeskId } = policy;
  const { privileged, store, clock } = ports;
  const trimmed = name.trim();
  const asked = clock.now();
  const answer = await createOrganization(privileged, trimmed);
  if (!answer.ok) return refused(organizationReason(answer.refusal));

  const organization = answer.data;
  const now = clock.now();
  // By Jira's clock: ours may differ.
  const earliest = (organization.answeredAt ?? now) - (now - asked) - DATE_STEP_MS;
  const isCreated = (organization.createdAt ?? 0) >= earliest;
  if (isCreated) {
    // Without the note, only a link that fails could not be repeated.
    await store.newOrganizations.add(projectId, organization.id, now).catch(() => undefined);
  } else if (!(await store.newOrganizations.has(projectId, organization.id, now).catch(() => false))) {
    return refused(reason('organization-elsewhere', { name: trimmed }));
  }
  const link = await linkOrganization(privileged, serviceDeskId, organization.id);
  const why = link.ok ? undefined : organizationReason(link.refusal);
  if (isCreated) await recordOrganization('created', organization, why, policy, ports);
  else if (!why) await recordOrganization('linked', organization, why, policy, ports);
  return why ? refused(why) : { ok: true, organization };
}

function refused(why: Reason): Resolved {
  return { ok: false, reason: why };
}
