import { useCallback, useState } from 'react';
import type { OrganizationId } from '../../../src/domain/ids';
import type { OrganizationRef } from '../../../src/domain/invitation/invitation';

/** An organization as it was chosen: without an id where it is to be created. */
export interface ChosenOrganization {
  readonly id?: OrganizationId;
  readonly name: string;
}

/** The organization field: its text, and the organization that was chosen by it. Text alone chooses nothing. */
export interface OrganizationDraft {
  readonly text: string;
  readonly chosen: ChosenOrganization | undefined;
}

/** How people are invited. */
interface Settings {
  readonly organization: OrganizationDraft;
  readonly notify: boolean;
  /** As a date field gives it, `2027-06-30`; empty: the access does not end. */
  readonly lastDay: string;
}

export const NO_ORGANIZATION: OrganizationDraft = { text: '', chosen: undefined };
const DEFAULTS: Settings = { organization: NO_ORGANIZATION, notify: false, lastDay: '' };

/** What a form holds for the people in it. It is never kept for the next ones, nor over a page load. */
export interface SettingsForm {
  readonly settings: Settings;
  readonly change: (changed: Partial<Settings>) => void;
  readonly reset: () => void;
  /** Changes with each reset: a date field that was filled in half is emptied only by a new one. */
  readonly round: number;
  /** Chosen for the people before, on this page. Offered, not preselected. */
  readonly previous: ChosenOrganization | undefined;
}

export function useSettings(): SettingsForm {
  const [settings, setSettings] = useState(DEFAULTS);
  const [previous, setPrevious] = useState<ChosenOrganization>();
  const [round, setRound] = useState(0);
  const change = useCallback(
    (changed: Partial<Settings>) => setSettings((before) => ({ ...before, ...changed })),
    [],
  );
  const reset = (): void => {
    setPrevious(settings.organization.chosen ?? previous);
    setSettings(DEFAULTS);
    setRound((before) => before + 1);
  };
  return { settings, change, reset, round, previous };
}

export function choose(chosen: ChosenOrganization): OrganizationDraft {
  return { text: chosen.name, chosen };
}

/** Text without a choice: the agent who typed it believes that it counts. */
export function isUnresolved({ text, chosen }: OrganizationDraft): boolean {
  return chosen === undefined && text.trim() !== '';
}

export function organizationRefs({ chosen }: OrganizationDraft): OrganizationRef[] {
  if (!chosen) return [];
  return [chosen.id ? { id: chosen.id } : { name: chosen.name }];
}
