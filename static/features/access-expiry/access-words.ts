import { unknownCustomer } from '../../ui/unknown-customer';
import type { Translate } from '../../i18n/use-translate';
import type { NamedAccess } from './use-access';

/** What ends so soon is marked, in ms. */
const SOON_MS = 7 * 86_400_000;

export function nameOf({ name, domain }: NamedAccess, t: Translate): string {
  return name ?? unknownCustomer(domain, t);
}

export function placesOf({ desk, organizations }: NamedAccess, t: Translate): string {
  return t.list([...(desk ? [t('access.desk')] : []), ...organizations.map((each) => each.name)]);
}

/** Whether a customer has what was typed in their name, domain or places. */
export function matches(access: NamedAccess, typed: string, t: Translate): boolean {
  const wanted = typed.trim().toLocaleLowerCase();
  return [nameOf(access, t), access.domain, placesOf(access, t)].some((each) =>
    each.toLocaleLowerCase().includes(wanted),
  );
}

export function endsSoon({ endsAt }: NamedAccess): boolean {
  return Date.parse(endsAt) < Date.now() + SOON_MS;
}

/** The day of a moment by the clock of the person at the page, `2026-10-05`. */
export function dayOf(moment: string): string {
  const date = new Date(moment);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
