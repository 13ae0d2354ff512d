import AtlaskitSelect, { CreatableSelect as AtlaskitCreatable } from '@atlaskit/select';
import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { Given } from './given';
import { useTranslate } from '../i18n/use-translate';
import { selectWords } from './select-words';
import { usePainted } from './use-painted';

/** What is told moves what stands below it: not under the click that took the focus away. */
const TOLD_AFTER_MS = 250;

interface Option {
  readonly value: string;
  readonly label: string;
}

interface Props<O extends Option> {
  readonly inputId?: string;
  readonly label?: string;
  readonly labelId?: string;
  readonly descriptionId?: string;
  readonly clearControlLabel?: string;
  readonly placeholder: string;
  readonly isClearable?: boolean;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  readonly isLoading?: boolean;
  readonly options: readonly O[];
  /** Nothing: every option is offered, whatever is typed. */
  readonly filterOption?: null;
  /** Told what is typed. */
  readonly onText?: (text: string) => void;
  readonly loadingMessage?: () => string;
  readonly noOptionsMessage: () => string;
}

interface One<O extends Option> extends Props<O> {
  readonly value: O | null;
  readonly onChange: (chosen: O | null) => void;
}

interface Many<O extends Option> extends Props<O> {
  readonly value: readonly O[];
  readonly onChange: (chosen: readonly O[]) => void;
}

interface Creatable<O extends Option> extends One<O> {
  readonly isValidNewOption: (text: string) => boolean;
  readonly getNewOptionData: (text: string) => O;
}

/** One of the options, searched by its label. */
export function SingleSelect<O extends Option>({
  isClearable = false,
  onText,
  ...props
}: One<O>): ReactElement {
  const { safe, frame } = useSafely(props.options, onText);
  return frame(<AtlaskitSelect<O> {...props} {...safe} isClearable={isClearable} />);
}

/** Some of the options. */
export function MultiSelect<O extends Option>(props: Many<O>): ReactElement {
  const { safe, frame } = useSafely(props.options);
  return frame(<AtlaskitSelect<O, true> {...props} {...safe} isMulti />);
}

/** One of the options, or what is none of them. */
export function CreatableSelect<O extends Option>({ onText, ...props }: Creatable<O>): ReactElement {
  const { safe, frame } = useSafely(props.options, onText);
  return frame(<AtlaskitCreatable<O> {...props} {...safe} />);
}

/**
 * Focuses the first select that holds text by which nothing was chosen.
 *
 * @returns whether there is one: what is typed there counts for nothing, and the person who typed it may not know.
 */
export function focusUnresolved(root: ParentNode): boolean {
  const field = root.querySelector<HTMLElement>('[data-unresolved] input');
  field?.focus();
  return field !== null;
}

/**
 * What Atlaskit’s Select lacks: it throws away text on blur, sends the form on an Enter that chooses nothing, and
 * takes options that came too late to be seen.
 */
function useSafely<O extends Option>(given: readonly O[], onText?: (text: string) => void) {
  const t = useTranslate();
  const options = useSame(given);
  const [text, setText] = useState('');
  /** Of several changes in one event, the last. */
  const latest = useRef('');
  /** Since the text was typed: the person is not told what is wrong while they type. */
  const [wasLeft, setLeft] = useState(false);
  const isPainted = usePainted(options);
  const isUnresolved = text.trim() !== '';

  const onInputChange = (next: string, { action }: { readonly action: string }): string => {
    const kept = action === 'input-blur' || action === 'menu-close' ? latest.current : next;
    latest.current = kept;
    setText(kept);
    onText?.(kept);
    if (kept === '') setLeft(false);
    return kept;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !isPainted()) event.preventDefault();
  };
  const frame = (select: ReactNode): ReactElement => (
    <div
      className="stack-close"
      data-unresolved={isUnresolved || undefined}
      onBlur={() => setTimeout(() => setLeft(true), TOLD_AFTER_MS)}
      onKeyDown={sendNothing}
    >
      {select}
      {isUnresolved && wasLeft && (
        <p className="wrong" role="alert">
          {t('select.unresolved')}
        </p>
      )}
    </div>
  );
  const safe = {
    ...selectWords(t),
    options,
    onInputChange,
    onKeyDown,
    formatOptionLabel: ({ label }: O): ReactNode => <Given>{label}</Given>,
    // Above the field where Jira's frame leaves no room below it.
    menuPlacement: 'auto' as const,
  };
  return { safe, frame };
}

function sendNothing(event: KeyboardEvent): void {
  const isTyping = event.target instanceof HTMLInputElement && !event.nativeEvent.isComposing;
  if (event.key === 'Enter' && isTyping) event.preventDefault();
}

/** The same array as long as its options are the same: a new one would move the highlight back to the first. */
function useSame<O extends Option>(given: readonly O[]): readonly O[] {
  const key = useMemo(() => JSON.stringify(given.map(({ value, label }) => [value, label])), [given]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- what the array holds is what counts
  return useMemo(() => given, [key]);
}
