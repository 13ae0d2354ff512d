import { useEffect, useState } from 'react';
import { findPeople } from '../../platform/accounts';
import type { Person } from '../../platform/accounts';
import { useSettled } from './use-settled';

/** After the last key stroke, before Jira is asked. */
const SETTLE_MS = 250;
/** Fewer letters find everybody. */
export const LETTERS_MIN = 2;

interface Found {
  readonly by: string;
  readonly people: readonly Person[];
}

/** Whom Jira finds by what is typed; empty while another text is looked for. */
export function useFoundPeople(typed: string): {
  readonly people: readonly Person[];
  readonly isLooking: boolean;
} {
  const text = typed.trim();
  const settled = useSettled(text, SETTLE_MS);
  const [last, setLast] = useState<Found>();
  useEffect(() => {
    if (settled.length < LETTERS_MIN) return undefined;
    let wanted = true;
    void findPeople(settled).then((people) => {
      if (wanted) setLast({ by: settled, people });
    });
    return () => {
      wanted = false;
    };
  }, [settled]);
  const isAnswered = last?.by === text;
  return {
    people: isAnswered ? last.people : [],
    isLooking: text.length >= LETTERS_MIN && !isAnswered,
  };
}

/** A name, and the address where Jira shows it: two people can have one name. */
export function personWords({ displayName, emailAddress }: Person): string {
  const isNamed = emailAddress === undefined || emailAddress === '' || emailAddress === displayName;
  return isNamed ? displayName : `${displayName} <${emailAddress}>`;
}
