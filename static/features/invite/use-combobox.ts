import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { usePainted } from '../../ui/use-painted';
import { firstOpen, isOpen, nextOpen, take } from './organization-options';
import type { PickerOptions } from './organization-options';
import { isUnresolved } from './settings';
import type { OrganizationDraft } from './settings';
import type { LoadedOrganizations } from './use-organizations';

export interface Combobox {
  readonly isOpen: boolean;
  /** The place of the highlighted option: the only one that Enter takes. */
  readonly active: number | undefined;
  readonly open: () => void;
  readonly close: () => void;
  readonly type: (text: string) => void;
  readonly pick: (place: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * The keyboard of a combobox. Without text nothing is highlighted until an arrow key is pressed; with text, it is the
 * first option that matches all of it.
 */
export function useCombobox({
  draft,
  organizations,
  options,
  onDraft,
}: {
  readonly draft: OrganizationDraft;
  readonly organizations: LoadedOrganizations;
  /** Those of the organizations that match the draft. */
  readonly options: PickerOptions;
  readonly onDraft: (draft: OrganizationDraft) => void;
}): Combobox {
  const [isShown, setShown] = useState(false);
  /** By the arrows. */
  const [pointed, setPointed] = useState<string>();
  const isPainted = usePainted(organizations);
  const place = options.shown.findIndex(({ key }) => key === pointed);
  const first = isUnresolved(draft) ? firstOpen(options) : undefined;
  const active = isShown ? (place === -1 ? first : place) : undefined;

  const open = (): void => setShown(true);
  const close = (): void => {
    setShown(false);
    setPointed(undefined);
  };
  const pick = (at: number): void => {
    const option = options.shown[at];
    if (!option || !isOpen(option)) return;
    onDraft(take(option));
    close();
  };
  const type = (text: string): void => {
    onDraft({ text, chosen: undefined });
    setPointed(undefined);
    open();
  };
  const move = (step: 1 | -1): void => {
    const next = nextOpen(options, active, step);
    setPointed(next === undefined ? undefined : options.shown[next]?.key);
    open();
  };

  const onKeyDown = (event: KeyboardEvent): void =>
    pressKey(event, {
      move,
      take: () => {
        if (active !== undefined && isPainted()) pick(active);
      },
      close: isShown ? close : undefined,
    });
  return { isOpen: isShown, active, open, close, type, pick, onKeyDown };
}

/** Does what the key stands for in a combobox, and keeps the key from the form. */
function pressKey(
  event: KeyboardEvent,
  menu: {
    readonly move: (step: 1 | -1) => void;
    /** Takes the highlighted option, if there is one. */
    readonly take: () => void;
    /** `undefined` while the menu is closed: Escape is meant for the page then. */
    readonly close: (() => void) | undefined;
  },
): void {
  // An input method takes the key for itself; with Ctrl or ⌘ it is meant for the form.
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
  switch (event.key) {
    case 'ArrowDown':
      menu.move(1);
      break;
    case 'ArrowUp':
      menu.move(-1);
      break;
    case 'Enter':
      // It never sends the form, whatever the menu shows.
      menu.take();
      break;
    case 'Escape':
      if (!menu.close) return;
      menu.close();
      break;
    default:
      return;
  }
  event.preventDefault();
}
