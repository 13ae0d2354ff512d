import { useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { IssueStart } from '../../../src/contract/work-item';
import type { Person } from '../../../src/domain/invitation/invitation';
import type { Reason } from '../../../src/domain/reason';
import { asTyped, badIn, peopleOf, readEntries } from '../invite/entries';
import type { Entries } from '../invite/entries';
import { endOfDay } from '../invite/last-day-field';
import { focusField } from '../invite/more-options';
import { isUnresolved, organizationRefs, useSettings } from '../invite/settings';
import type { SettingsForm } from '../invite/settings';
import type { SendRequest } from '../invite/use-sending';
import { chosenOf } from './offers';
import type { Offer } from './offers';

interface IssueFormProps {
  readonly start: IssueStart;
  readonly offers: readonly Offer[];
  readonly working: boolean;
  readonly onSend: (request: SendRequest) => Promise<readonly Person[]>;
  /** Everybody who was sent is invited. */
  readonly onDone: () => void;
}

export interface IssueFormState {
  /** Addresses of the offers that are ticked. */
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
  /** Whom the request does not speak of, as typed; absent until the field is asked for. */
  readonly others: { readonly text: string; readonly entries: Entries } | undefined;
  readonly askForOthers: () => void;
  readonly typeOthers: (text: string) => void;
  readonly othersField: RefObject<HTMLTextAreaElement>;
  /** How many are invited by one click. */
  readonly count: number;
  readonly settings: SettingsForm;
  /** There was a try to send. */
  readonly checked: boolean;
  /** What is wrong with the choice as a whole. */
  readonly problem: Reason | undefined;
  /** No offer is ticked, and nothing is typed. */
  readonly isEmpty: boolean;
  readonly submit: () => Promise<void>;
}

/** What stands in the form on a request: whom of those found, who else, and how. */
export function useIssueForm({ start, offers, working, onSend, onDone }: IssueFormProps): IssueFormState {
  const { rules, addressesMax } = start;
  const [isEmpty, setEmpty] = useState(false);
  const [checked, setChecked] = useState(false);
  const othersField = useRef<HTMLTextAreaElement>(null);
  const settings = useSettings();
  const choice = useChoice(offers, rules);
  const { people, bad } = choice;
  const problem: Reason | undefined =
    people.length > addressesMax
      ? { code: 'too-many-addresses', params: { count: people.length, max: addressesMax } }
      : undefined;

  const submit = async (): Promise<void> => {
    const isNobody = people.length === 0 && bad.length === 0;
    setEmpty(isNobody);
    if (working || isNobody || problem) return;
    if (people.length === 0) return othersField.current?.focus();
    setChecked(true);
    const { organization, notify, lastDay } = settings.settings;
    const ends = endOfDay(lastDay);
    const unfinished = isUnresolved(organization) ? 'organization' : ends.problem && 'last-day';
    if (unfinished) {
      focusField(unfinished);
      return;
    }
    const left = await onSend({
      people,
      organizations: organizationRefs(organization),
      notify: rules.email === 'choice' && notify,
      endsAt: ends.endsAt,
    });
    choice.leave(left);
    if (left.length + bad.length > 0) return;
    setChecked(false);
    onDone();
    settings.reset();
  };

  return {
    chosen: choice.chosen,
    choose: (next) => {
      choice.choose(next);
      setEmpty(false);
    },
    others: choice.others,
    askForOthers: choice.askForOthers,
    typeOthers: (next) => {
      choice.typeOthers(next);
      setEmpty(false);
    },
    othersField,
    count: people.length,
    settings,
    checked,
    problem,
    isEmpty,
    submit,
  };
}

interface Choice extends Pick<
  IssueFormState,
  'chosen' | 'choose' | 'others' | 'askForOthers' | 'typeOthers'
> {
  /** Those ticked and those typed who can be invited. */
  readonly people: readonly Person[];
  /** What was typed and cannot be invited. */
  readonly bad: readonly string[];
  /** Leaves these people in the form, with what cannot be invited, and takes out the rest. */
  readonly leave: (people: readonly Person[]) => void;
}

/** Whom of the offers the agent ticked, and whom they typed. */
function useChoice(offers: readonly Offer[], rules: IssueStart['rules']): Choice {
  /** `undefined` until the agent chooses: then the likeliest stands. */
  const [picked, setPicked] = useState<ReadonlySet<string>>();
  const [typed, setTyped] = useState<string>();
  const text = typed ?? (offers.length === 0 ? '' : undefined);
  const entries = useMemo(() => readEntries(text ?? '', rules), [text, rules]);
  const found = chosenOf(offers, picked);
  const bad = badIn(entries);
  return {
    chosen: new Set(found.map(({ email }) => email)),
    choose: setPicked,
    others: text === undefined ? undefined : { text, entries },
    askForOthers: () => {
      // An agent who asks for another person has not yet said that the likeliest is meant, too.
      setPicked((before) => before ?? new Set());
      setTyped('');
    },
    typeOthers: setTyped,
    people: peopleTogether(found, entries),
    bad,
    leave: (people) => {
      const offered = new Set(offers.map(({ email }) => email));
      const again = [...people.filter(({ email }) => !offered.has(email)).map(asTyped), ...bad];
      setPicked(new Set(people.map(({ email }) => email).filter((email) => offered.has(email))));
      setTyped(again.length > 0 ? again.join('\n') : undefined);
    },
  };
}

/** Those ticked, then those typed, each once. */
function peopleTogether(found: readonly Offer[], entries: Entries): readonly Person[] {
  const ticked = found.map(({ email, displayName }) => ({ email, ...(displayName && { displayName }) }));
  const known = new Set(ticked.map(({ email }) => email));
  // There is no field of its own for a name.
  const typed = peopleOf(entries, entries.all[0]?.displayName ?? '');
  return [...ticked, ...typed.filter(({ email }) => !known.has(email))];
}
