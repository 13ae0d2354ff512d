import type { ImportStart } from '../../../../src/contract/import';
import type { OrganizationMapping } from '../../../../src/domain/invitation/import-row';

type To = OrganizationMapping[number]['to'];

/** Organizations in one list: a longer one is drawn slowly, and not read. */
const LISTED_MAX = 100;

interface OrganizationChoice {
  readonly value: string;
  readonly label: string;
  /** Missing: as the file says. */
  readonly to?: To;
}

export interface OrganizationChoices {
  readonly options: readonly OrganizationChoice[];
  readonly chosen: OrganizationChoice;
}

/**
 * What can be done with an organization that the file names: leave it as it is, leave it out, or take another one.
 *
 * @param to what is decided.
 * @param text what is typed to find one.
 */
export function choicesFor({
  to,
  text,
  open,
  words,
}: {
  readonly to: To | undefined;
  readonly text: string;
  readonly open: ImportStart['organizations'];
  readonly words: Readonly<Record<'same' | 'out', string>>;
}): OrganizationChoices {
  const same: OrganizationChoice = { value: '', label: words.same };
  const out: OrganizationChoice = { value: 'out', label: words.out, to: { leaveOut: true } };
  const wanted = text.trim().toLocaleLowerCase();
  const matches = ({ label }: { readonly label: string }) => label.toLocaleLowerCase().includes(wanted);
  const known = open
    .filter(({ name }) => matches({ label: name }))
    .slice(0, LISTED_MAX)
    .map(({ id, name }): OrganizationChoice => ({ value: id, label: name, to: { id } }));
  return {
    options: [...[same, out].filter(matches), ...known],
    chosen: chosenOf({ to, open, same, out }),
  };
}

function chosenOf({
  to,
  open,
  same,
  out,
}: {
  readonly to: To | undefined;
  readonly open: ImportStart['organizations'];
  readonly same: OrganizationChoice;
  readonly out: OrganizationChoice;
}): OrganizationChoice {
  if (!to || 'create' in to) return same;
  if ('leaveOut' in to) return out;
  const found = open.find(({ id }) => id === to.id);
  return found ? { value: found.id, label: found.name, to } : same;
}
