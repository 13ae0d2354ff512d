import type { OrganizationId } from '../ids';
import type { OrganizationRef } from '../invitation/invitation';
import { isBroken, isPlainText, plainText } from '../address/plain-text';
import type { Rules } from '../policy/rules';
import { reason } from '../reason';
import { fail, ok } from '../result';
import type { Result } from '../result';

/** An organization, as far as it takes to know whether customers may be enrolled in it. */
export interface KnownOrganization {
  readonly id: OrganizationId;
  readonly name: string;
  /** An identity provider fills it; Jira refuses any other change of its members. */
  readonly scimManaged: boolean;
}

/** The organization meant, or why customers cannot be enrolled in it. Makes no call. */
export function findOrganization<O extends KnownOrganization>(
  ref: OrganizationRef,
  known: readonly O[],
  { organizations, onlyOrganizations }: Pick<Rules, 'organizations' | 'onlyOrganizations'>,
): Result<O> {
  // Names are compared without what cannot be seen, so that `A\uFFFDcme` would be taken for Acme.
  if ('name' in ref && isBroken(ref.name)) return fail(reason('text-broken'));
  const [organization, ...others] = known.filter((each) => isMeant(ref, each));
  if (!organization) {
    if ('name' in ref) return fail(reason('organization-unknown', { name: ref.name }));
    return fail(reason(organizations === 'any' ? 'organization-gone' : 'organization-not-linked'));
  }
  const { id, name } = organization;
  if (others.length > 0) return fail(reason('organization-ambiguous', { name }));
  if (onlyOrganizations.length > 0 && !onlyOrganizations.some((each) => each.id === id)) {
    return fail(reason('organization-not-allowed', { name }));
  }
  if (organization.scimManaged) return fail(reason('organization-scim', { name }));
  return ok(organization);
}

export function isMeant(ref: OrganizationRef, { id, name }: Pick<KnownOrganization, 'id' | 'name'>): boolean {
  return 'id' in ref ? id === ref.id : organizationKey(name) === organizationKey(ref.name);
}

/** The form in which two spellings of one name are equal, and two names that look the same. */
export function organizationKey(name: string): string {
  // What is put into lower case may come apart again.
  return plainText(name.normalize('NFKC')).toLowerCase().normalize('NFKC');
}

/** A name that Jira takes. Invisible characters would make a second "Acme" that looks like the first. */
export function isOrganizationName(name: string): boolean {
  const trimmed = name.trim();
  return (
    trimmed !== '' &&
    trimmed.length <= ORGANIZATION_NAME_MAX &&
    isPlainText(trimmed) &&
    !/[<>]/.test(trimmed) &&
    !isMixed(trimmed)
  );
}

/** A word of Latin letters with Cyrillic or Greek ones among them: no real name, but it looks like one. */
function isMixed(name: string): boolean {
  return name
    .split(/[^\p{L}\p{M}]/u)
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}

/** Jira takes names of 1 to 200 characters. */
const ORGANIZATION_NAME_MAX = 200;
