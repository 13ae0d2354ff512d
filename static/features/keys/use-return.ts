import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { KeyId } from '../../../src/domain/actor';
import { rowId } from './key-table';

/** Brings the focus back to where it came from, once what was open is gone. */
export function useReturn(isOpen: boolean): {
  readonly goTo: (to: KeyId | 'create') => void;
  readonly createButton: RefObject<HTMLButtonElement>;
} {
  const createButton = useRef<HTMLButtonElement>(null);
  const to = useRef<KeyId | 'create'>();
  useEffect(() => {
    if (isOpen || to.current === undefined) return;
    if (to.current === 'create') createButton.current?.focus();
    else document.getElementById(rowId(to.current))?.focus();
    to.current = undefined;
  }, [isOpen]);
  return { goTo: (place) => (to.current = place), createButton };
}
