import { organizationIdSchema } from '../../domain/ids';
import type { OrganizationRef } from '../../domain/invitation/invitation';

/** The organization that a script names: all digits are an id, since every organization can be told by its id. */
export function refOf(organization: string): OrganizationRef {
  const id = organizationIdSchema.safeParse(organization);
  return id.success ? { id: id.data } : { name: organization };
}
