import { organizationKey } from '../../../src/domain/organization/find-organization';
import type { OrganizationOption } from '../../platform/jira';
import { choose } from './settings';
import type { ChosenOrganization, OrganizationDraft } from './settings';

/** Options that are shown at once: more than anybody scrolls through. */
const SHOWN_MAX = 100;

export interface PickerOption {
  readonly key: string;
  readonly name: string;
  readonly chosen: ChosenOrganization;
  /** An existing organization, one that only an identity provider may fill, or one to create. */
  readonly kind: 'existing' | 'managed' | 'new';
}

export interface PickerOptions {
  readonly shown: readonly PickerOption[];
  /** Further options that match. */
  readonly more: number;
}

/** The options for what was typed. A name that stands in the field as chosen filters nothing. */
export function optionsFor(
  { text, chosen }: OrganizationDraft,
  organizations: readonly OrganizationOption[],
  { mayCreate }: { readonly mayCreate: boolean },
): PickerOptions {
  const typed = chosen ? '' : text.trim();
  const wanted = searchForm(typed);
  const found = organizations.filter(({ name }) => searchForm(name).includes(wanted));
  const isTaken = organizations.some(({ name }) => organizationKey(name) === organizationKey(typed));
  const created: PickerOption[] =
    mayCreate && typed !== '' && !isTaken
      ? [{ key: 'new', name: typed, chosen: { name: typed }, kind: 'new' }]
      : [];
  return {
    shown: [...found.slice(0, SHOWN_MAX).map(asOption), ...created],
    more: Math.max(0, found.length - SHOWN_MAX),
  };
}

/** The option that Enter takes once something was typed: the first that can be chosen. */
export function firstOpen({ shown }: PickerOptions): number | undefined {
  const place = shown.findIndex(isOpen);
  return place === -1 ? undefined : place;
}

/** The next option that can be chosen, round and round. */
export function nextOpen(
  { shown }: PickerOptions,
  from: number | undefined,
  step: 1 | -1,
): number | undefined {
  const start = from ?? (step === 1 ? -1 : shown.length);
  for (let tried = 1; tried <= shown.length; tried += 1) {
    const place = (start + step * tried + shown.length * 2) % shown.length;
    const option = shown[place];
    if (option && isOpen(option)) return place;
  }
  return undefined;
}

export function take({ chosen }: PickerOption): OrganizationDraft {
  return choose(chosen);
}

export function isOpen({ kind }: PickerOption): boolean {
  return kind !== 'managed';
}

function asOption({ id, name, scimManaged }: OrganizationOption): PickerOption {
  return { key: id, name, chosen: { id, name }, kind: scimManaged ? 'managed' : 'existing' };
}

/** Case and accents do not count when searching: “cafe” finds “Café”. */
function searchForm(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
