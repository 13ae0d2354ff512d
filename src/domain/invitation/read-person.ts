import { readAddressCell } from './cells';
import type { Person } from './invitation';

/**
 * One person as a script, a rule or a shell names them: in `Ada Lovelace <ada@acme.example>` stand both address and name.
 * A name of its own goes before the one beside the address. What holds no single address stays as it is, and is refused
 * where it is checked.
 */
export function readPerson({
  email,
  displayName,
}: {
  readonly email: string;
  readonly displayName?: string | undefined;
}): Person {
  const read = readAddressCell(email);
  if (!read.ok) return { email, ...(displayName !== undefined && { displayName }) };
  const name = displayName ?? read.data.displayName;
  return { email: read.data.address.email, ...(name !== undefined && { displayName: name }) };
}
