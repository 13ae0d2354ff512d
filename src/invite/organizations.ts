import type { OrganizationRef } from '../contract/invitation';
import type { ProjectPolicy } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { Answered } from '../jira/answer';
import type { JiraCaller } from '../jira/caller';
import { createOrganization, linkedOrganizations, linkOrganization } from '../jira/organizations';
import type { Organization } from '../jira/organizations';
import { reasonOf } from '../jira/reasons';
import { organizationReason } from './enrol-reasons';
import type { Clock } from '../clock';
import type { Store } from '../store/store';

/** Jira's `Date` header counts in seconds. */
const DATE_STEP_MS = 1000;

export type Resolved =
  | { readonly ok: true; readonly organization: Pick<Organization, 'id' | 'name'> }
  | { readonly ok: false; readonly reason: Reason };

interface CreatePorts {
  readonly privileged: JiraCaller;
  readonly store: Pick<Store, 'newOrganizations'>;
  readonly clock: Clock;
}

type NamedRef = Extract<OrganizationRef, { name: string }>;

/** What became of each reference, by the reference itself. */
export type ResolvedOrganizations = ReadonlyMap<OrganizationRef, Resolved>;

/** Reads the organizations linked to the project, no further than needed to find those asked for. */
export function readLinked(
  user: JiraCaller,
  policy: ProjectPolicy,
  refs: readonly OrganizationRef[],
): Promise<Answered<readonly Organization[]>> {
  if (refs.length === 0) return Promise.resolve({ ok: true, data: [] });
  // A name must be compared with all of them: it could stand twice.
  const enough = (found: readonly Organization[]): boolean =>
    refs.every((ref) => 'id' in ref && found.some(({ id }) => id === ref.id));
  return linkedOrganizations(user, policy.serviceDeskId, enough);
}

/**
 * Finds each organization among those linked to the project, or creates and links it where it is named, new
 * to the whole site, and the policy lets agents create organizations.
 *
 * @param lists the references of each invitation. Nothing is created for one that is refused for another of them.
 */
export async function resolveOrganizations(
  lists: readonly (readonly OrganizationRef[])[],
  linked: Answered<readonly Organization[]>,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<ResolvedOrganizations> {
  const refs = new Set(lists.flat());
  const resolved = new Map([...refs].map((ref) => [ref, findLinked(ref, linked)]));
  if (!policy.agentsMayCreateOrganizations) return resolved;

  const isNew = (ref: OrganizationRef): ref is NamedRef => 'name' in ref && isUnknown(resolved.get(ref));
  const wanted = lists
    .filter((list) => list.every((ref) => isNew(ref) || resolved.get(ref)?.ok))
    .flatMap((list) => list.filter(isNew));
  const created = new Map<string, Resolved>();
  for (const ref of new Set(wanted)) {
    const key = nameKey(ref.name);
    const creation = created.get(key) ?? (await create(ref.name, policy, ports));
    created.set(key, creation);
    resolved.set(ref, creation);
  }
  return resolved;
}

function isUnknown(result: Resolved | undefined): boolean {
  return result?.ok === false && result.reason.code === 'organization-unknown';
}

function findLinked(ref: OrganizationRef, linked: Answered<readonly Organization[]>): Resolved {
  if (!linked.ok) return refused(reasonOf(linked.refusal));
  const matches = linked.data.filter((each) =>
    'id' in ref ? each.id === ref.id : nameKey(each.name) === nameKey(ref.name),
  );
  const [organization, ...others] = matches;
  if (!organization) {
    return refused(
      'id' in ref ? reason('organization-not-linked') : reason('organization-unknown', { name: ref.name }),
    );
  }
  const { name } = organization;
  if (others.length > 0) return refused(reason('organization-ambiguous', { name }));
  if (organization.scimManaged) return refused(reason('organization-scim', { name }));
  return { ok: true, organization };
}

/**
 * Jira answers a taken name with the organization that has it, linked to this project or not: an agent could
 * so reach any organization of the site. Only one that did not exist before the call is used, or one that this
 * app made for this project just before, and could not link.
 */
async function create(
  name: string,
  { projectId, serviceDeskId }: ProjectPolicy,
  { privileged, store, clock }: CreatePorts,
): Promise<Resolved> {
  const trimmed = name.trim();
  // Invisible characters would make a second "Acme" that looks like the first.
  if (trimmed === '' || /[<>\p{Cc}\p{Cf}\p{Cs}]/u.test(trimmed)) return refused(reason('organization-name'));
  const asked = clock.now();
  const answer = await createOrganization(privileged, trimmed);
  if (!answer.ok) return refused(organizationReason(answer.refusal));

  const organization = answer.data;
  const now = clock.now();
  // By Jira's clock: ours may differ.
  const earliest = (organization.answeredAt ?? now) - (now - asked) - DATE_STEP_MS;
  if ((organization.createdAt ?? 0) >= earliest) {
    // Without the note, only a link that fails could not be repeated.
    await store.newOrganizations.add(projectId, organization.id, now).catch(() => undefined);
  } else if (!(await store.newOrganizations.has(projectId, organization.id, now).catch(() => false))) {
    return refused(reason('organization-elsewhere', { name: trimmed }));
  }
  const link = await linkOrganization(privileged, serviceDeskId, organization.id);
  return link.ok ? { ok: true, organization } : refused(organizationReason(link.refusal));
}

function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

function refused(why: Reason): Resolved {
  return { ok: false, reason: why };
}
