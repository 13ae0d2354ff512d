import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { ReplyError } from '../../../src/contract/reply';

/** What became of a save; without an error, the draft goes on from what others saved meanwhile. */
export type Saved = { readonly saved: true; readonly words: string } | { readonly error?: ReplyError };

export interface ReviewedDraft {
  readonly reviewing: boolean;
  /** Whether the fields show what is wrong with them. */
  readonly checked: boolean;
  readonly working: boolean;
  readonly error: ReplyError | undefined;
  /** What was done last, for the status line. */
  readonly status: string;
  readonly setStatus: (words: string) => void;
  /** Shows the review where the draft can be read; otherwise what is wrong, at the field that `focus` finds. */
  readonly review: (isReadable: boolean, focus: () => void) => void;
  readonly back: () => void;
  /** The fields are those that are stored again. */
  readonly discard: (words: string) => void;
  readonly save: (work: () => Promise<Saved>) => Promise<void>;
}

/**
 * The steps of a draft: edited, reviewed, saved.
 *
 * @param title of the form, which gets the focus once the review is gone.
 * @param onBack runs when the review is left.
 */
export function useReviewedDraft(title: RefObject<HTMLHeadingElement>, onBack: () => void): ReviewedDraft {
  const [reviewing, setReviewing] = useState(false);
  const [checked, setChecked] = useState(false);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<ReplyError>();
  const [status, setStatus] = useState('');
  const returning = useRef(false);
  useEffect(() => {
    if (reviewing || !returning.current) return;
    returning.current = false;
    title.current?.focus();
  }, [reviewing, title]);
  const leave = (words: string): void => {
    returning.current = true;
    setReviewing(false);
    setStatus(words);
    onBack();
  };
  return {
    reviewing,
    checked,
    working,
    error,
    status,
    setStatus,
    review: (isReadable, focus) => {
      setError(undefined);
      setChecked(!isReadable);
      if (isReadable) setReviewing(true);
      else focus();
    },
    back: () => leave(''),
    discard: (words) => {
      setChecked(false);
      setStatus(words);
    },
    save: async (work) => {
      setWorking(true);
      setError(undefined);
      const result = await work();
      if ('saved' in result) {
        setChecked(false);
        leave(result.words);
      } else {
        setError(result.error);
      }
      setWorking(false);
    },
  };
}
