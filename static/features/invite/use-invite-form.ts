import { useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { InviteStart } from '../../../src/contract/invite';
import type { Person } from '../../../src/domain/invitation/invitation';
import type { Reason } from '../../../src/domain/reason';
import { asTable, asTyped, badIn, isGood, isStillAbout, peopleOf, readEntries } from './entries';
import type { Entries } from './entries';
import { endOfDay } from './last-day-field';
import { focusField } from './more-options';
import { useName } from './name-field';
import type { Name } from './name-field';
import { isUnresolved, organizationRefs, useSettings } from './settings';
import type { OrganizationDraft, SettingsForm } from './settings';
import type { SendRequest } from './use-sending';

interface InviteFormProps {
  readonly start: InviteStart;
  readonly working: boolean;
  /** Whether an organization can be chosen. */
  readonly asksOrganization: boolean;
  /** The page is about this form: the address field has the focus from the beginning. */
  readonly takesFocus: boolean;
  readonly onSend: (request: SendRequest) => Promise<readonly Person[]>;
  /** Takes more addresses than one request does, as a table to be read; absent where there is no import. */
  readonly onImport: ((table: string) => void) | undefined;
}

export interface InviteFormState {
  readonly text: string;
  readonly entries: Entries;
  readonly good: number;
  readonly isImport: boolean;
  readonly name: Name;
  readonly settings: SettingsForm;
  /** What is wrong with the address field as a whole. */
  readonly problem: Reason | undefined;
  /** There was a try to send. */
  readonly checked: boolean;
  readonly form: RefObject<HTMLFormElement>;
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly onText: (text: string) => void;
  readonly submit: () => Promise<void>;
}

/** What stands in the form, and what becomes of it: it is kept until it is done. */
export function useInviteForm(props: InviteFormProps): InviteFormState {
  const { start, working, asksOrganization, onSend, onImport } = props;
  const { rules, addressesMax } = start;
  const [text, setText] = useState('');
  const settings = useSettings();
  /** What the last request left in the form: what was set for it stays as long as it does. */
  const [left, setLeft] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Reason>();
  const [checked, setChecked] = useState(false);
  const entries = useMemo(() => readEntries(text, rules), [text, rules]);
  const name = useName(entries);
  const { form, field } = useFieldFocus(props);
  const good = entries.all.filter(isGood).length;
  const isTooMany = good > addressesMax;

  const submit = async (): Promise<void> => {
    if (working) return;
    const wrong = wrongWith(entries.all.length, good, onImport ? Infinity : addressesMax);
    setProblem(wrong);
    if (wrong || good === 0) return field.current?.focus();
    const { organization, notify, lastDay } = settings.settings;
    setChecked(true);
    const ends = endOfDay(lastDay);
    const unfinished = unfinishedField(name, asksOrganization ? organization : undefined, ends);
    if (unfinished) {
      focusField(unfinished);
      return;
    }
    if (isTooMany) {
      onImport?.(asTable(entries, organization.chosen?.name, lastDay));
      return;
    }
    const people = await onSend({
      people: peopleOf(entries, name.text),
      organizations: asksOrganization ? organizationRefs(organization) : [],
      notify: rules.email === 'choice' && notify,
      endsAt: ends.endsAt,
    });
    const bad = badIn(entries);
    const stay = [...people.map(({ email }) => email), ...bad];
    setText([...people.map(asTyped), ...bad].join('\n'));
    name.reset();
    setLeft(stay);
    if (stay.length === 0) startAnew();
  };
  const startAnew = (): void => {
    setLeft([]);
    setChecked(false);
    settings.reset();
  };
  const onText = (typed: string): void => {
    setText(typed);
    setProblem(undefined);
    if (left.length > 0 && !isStillAbout(typed, left)) startAnew();
  };
  const isImport = isTooMany && onImport !== undefined;
  return { text, entries, good, isImport, name, settings, problem, checked, form, field, onText, submit };
}

/** Focuses the address field once the page is there and after each request, but takes the focus from nothing else. */
function useFieldFocus({ working, takesFocus }: Pick<InviteFormProps, 'working' | 'takesFocus'>) {
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isDue = useRef(takesFocus);
  useEffect(() => {
    const { activeElement } = document;
    const isFree = activeElement === document.body || form.current?.contains(activeElement);
    if (isDue.current && !working && isFree) field.current?.focus();
    isDue.current = working;
  }, [working]);
  return { form, field };
}

/** The id of the first field, from the top, that keeps the form from being sent. */
function unfinishedField(
  name: Name,
  organization: OrganizationDraft | undefined,
  ends: ReturnType<typeof endOfDay>,
): string | undefined {
  if (name.problem) return 'name';
  if (organization && isUnresolved(organization)) return 'organization';
  return ends.problem && 'last-day';
}

function wrongWith(all: number, count: number, max: number): Reason | undefined {
  if (all === 0) return { code: 'address-empty' };
  return count > max ? { code: 'too-many-addresses', params: { count, max } } : undefined;
}
