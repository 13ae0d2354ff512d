import { useCallback, useEffect, useRef, useState } from 'react';
import { LOOK_AT_ONCE_MAX } from '../../../src/contract/import';
import type { Leaver } from '../../../src/contract/leavers';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import type { Reader } from '../import/file/reader';
import { listedPeople } from './list-of-people';
import type { Listed } from './list-of-people';

/** One line of a list, with what would become of it once Jira was asked. */
export interface Looked extends Listed {
  readonly look?: Leaver;
}

export type LeaversState =
  | { readonly step: 'reading' }
  | {
      readonly step: 'read';
      readonly people: readonly Looked[];
      /** Who are looked up; of these `done` are. */
      readonly toLookUp: number;
      readonly done: number;
      readonly error?: ReplyError;
    };

/**
 * Asks what would become of everybody of a list, some at a time. It changes nothing.
 *
 * @param version counts the ways in which the list was read; `undefined` while it is not.
 * @param peopleMax longer lists are not looked up.
 */
export function useLeavers(
  reader: Reader,
  version: number | undefined,
  rows: number,
  peopleMax: number,
): { readonly state: LeaversState; readonly goOn: () => void } {
  const [shown, setShown] = useState<{ readonly version: number; readonly state: LeaversState }>();
  const state: LeaversState = shown && shown.version === version ? shown.state : { step: 'reading' };
  const run = useRef(0);

  const look = useCallback(
    async (before: readonly Looked[], of: number): Promise<void> => {
      run.current += 1;
      const mine = run.current;
      let people = before;
      const toLookUp = people.filter(isAddress).length;
      const show = (error?: ReplyError): void => {
        const done = people.filter((each) => isAddress(each) && each.look).length;
        const read = { step: 'read', people, toLookUp, done } as const;
        setShown({ version: of, state: { ...read, ...(error && { error }) } });
      };
      show();
      if (toLookUp > peopleMax) return;
      for await (const reply of lookUp(people)) {
        if (mine !== run.current) return;
        if (reply.ok) people = reply.data;
        show(reply.ok ? undefined : reply.error);
      }
    },
    [peopleMax],
  );

  useEffect(() => {
    if (version === undefined) return undefined;
    let isOther = false;
    listedPeople(reader, rows)
      .then((people) => (isOther ? undefined : look(people, version)))
      .catch(() => undefined);
    return () => {
      isOther = true;
      run.current += 1;
    };
  }, [reader, version, rows, look]);

  const goOn = useCallback((): void => {
    if (shown?.state.step === 'read') void look(shown.state.people, shown.version);
  }, [look, shown]);
  return { state, goOn };
}

/** Looks up the rest of the addresses of a list. Yields the list after each answer, and ends with the first error. */
async function* lookUp(before: readonly Looked[]): AsyncGenerator<Reply<readonly Looked[]>> {
  const people = [...before];
  const left = people.flatMap((each, place) => (isAddress(each) && !each.look ? [place] : []));
  for (let from = 0; from < left.length; from += LOOK_AT_ONCE_MAX) {
    const places = left.slice(from, from + LOOK_AT_ONCE_MAX);
    const emails = places.map((place) => people[place]?.email ?? '');
    const reply = await call('leavers.look', { emails });
    if (!reply.ok) {
      yield reply;
      return;
    }
    places.forEach((place, index) => {
      const found = people[place];
      const told = reply.data[index];
      if (found && told) people[place] = { ...found, look: told };
    });
    yield { ok: true, data: [...people] };
  }
}

function isAddress({ reason, problem }: Listed): boolean {
  return !reason && !problem;
}

/** Who would be removed from somewhere. */
export function isRemoved({ look }: Looked): boolean {
  return look?.kind === 'one' && (look.removes.desk || look.removes.organizations.length > 0);
}
