import { organizationKey } from '../../../../src/domain/organization/find-organization';
import type { OrganizationMapping, ReadingPlan } from '../../../../src/domain/invitation/import-row';

/** Whether two imports read a file alike. The order in which organizations were decided makes no difference. */
export function sameChoices(one: ReadingPlan, other: ReadingPlan): boolean {
  return (
    one.notify === other.notify &&
    JSON.stringify(one.columns) === JSON.stringify(other.columns) &&
    JSON.stringify(sorted(one.organizations)) === JSON.stringify(sorted(other.organizations))
  );
}

function sorted(mapping: OrganizationMapping): readonly (readonly [string, string])[] {
  return mapping
    .map(({ name, to }) => [organizationKey(name), JSON.stringify(to)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
