import { useCallback, useState } from 'react';
import type { Progress } from '../../../src/contract/procedures';
import type { SendResult } from '../../../src/contract/invite';
import type { AccountId } from '../../../src/domain/ids';
import type { OrganizationRef, Person, SendInput } from '../../../src/domain/invitation/invitation';
import type { Outcome } from '../../../src/domain/invitation/outcome';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { listenForProgress } from '../../platform/progress';

export interface SendRequest {
  readonly people: readonly Person[];
  readonly organizations: readonly OrganizationRef[];
  readonly notify: boolean;
  /** ISO 8601, where the access is to end. */
  readonly endsAt: string | undefined;
}

/** Lines that are shown at once; what is older is in History. */
const LINES_MAX = 100;

/** One person who was sent, and how far it got. */
export interface Line {
  /** Of this try: the same person can be sent again. */
  readonly key: string;
  /** The request in which they were sent. */
  readonly request: SendRequest;
  readonly person: Person;
  readonly working: boolean;
  readonly progress: Progress | undefined;
  readonly outcome: Outcome | undefined;
  /** The line of the same person whose place it took: it comes back where this request brings no outcome. */
  readonly before: Line | undefined;
}

export interface Sending {
  /** Of all requests since the page was opened, the newest first, each person once. */
  readonly lines: readonly Line[];
  readonly working: boolean;
  /** Why the last request, or the last try of one line, brought no outcome. */
  readonly error: ReplyError | undefined;
  /** It was a request, so that none of its lines is here. */
  readonly isUnsent: boolean;
  readonly recorded: SendResult['recorded'];
  /** @returns the people who still have to be invited. */
  readonly send: (request: SendRequest) => Promise<readonly Person[]>;
  /** Sends one line once more, for the account chosen where there is a choice. */
  readonly sendAgain: (line: Line, accountId?: AccountId) => Promise<void>;
}

/** Hands a request to the function of the page that it comes from. */
export type Deliver = (input: SendInput) => Promise<Reply<SendResult>>;

const fromProjectPage: Deliver = (input) => call('invite.send', input);

/** Sends invitations, listens to their progress, and keeps what became of each. */
export function useSending(deliver: Deliver = fromProjectPage): Sending {
  const { lines, change, begin, undo } = useLines();
  const [error, setError] = useState<ReplyError>();
  const [isUnsent, setUnsent] = useState(false);
  const [recorded, setRecorded] = useState<SendResult['recorded']>('yes');

  const send = useCallback(
    async (request: SendRequest): Promise<readonly Person[]> => {
      setError(undefined);
      setRecorded('yes');
      const keys = begin(request);
      const channel = crypto.randomUUID();
      const listening = listenForProgress(channel, (progress) => {
        if ('index' in progress) change(keys[progress.index] ?? '', { progress });
        else for (const key of keys) change(key, { progress });
      });
      // Of one person there is nothing to tell at once: the request does not wait for the channel.
      if (keys.length > 1) await listening;
      const reply = await deliver({ ...mutable(request), progressChannel: channel });
      void listening.then((stop) => stop());

      if (!reply.ok) {
        undo(keys);
        setError(reply.error);
        setUnsent(true);
        return request.people;
      }
      const { outcomes } = reply.data;
      setRecorded(reply.data.recorded);
      for (const [index, key] of keys.entries()) change(key, finished(outcomes[index]));
      return request.people.filter((_, index) => outcomes[index]?.state === 'failed');
    },
    [deliver, begin, change, undo],
  );

  const sendAgain = useCallback(
    async ({ key, request, person }: Line, accountId?: AccountId): Promise<void> => {
      setError(undefined);
      change(key, { working: true, progress: undefined });
      const people = [accountId ? { ...person, accountId } : person];
      const reply = await deliver({ ...mutable(request), people });
      if (reply.ok) {
        change(key, finished(reply.data.outcomes[0]));
        setRecorded((before) => worse(before, reply.data.recorded));
      } else {
        change(key, { working: false });
        setError(reply.error);
        setUnsent(false);
      }
    },
    [deliver, change],
  );

  const working = lines.some((line) => line.working);
  return { lines, working, error, isUnsent, recorded, send, sendAgain };
}

/** The lines of all requests, and what happens to them. */
function useLines(): {
  readonly lines: readonly Line[];
  readonly change: (key: string, changed: Partial<Line>) => void;
  /** Adds a line for each person of a request. @returns the keys of the lines. */
  readonly begin: (request: SendRequest) => readonly string[];
  /** Takes back the lines of a request that brought no outcome. */
  readonly undo: (keys: readonly string[]) => void;
} {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const change = useCallback(
    (key: string, changed: Partial<Line>): void =>
      setLines((all) => all.map((line) => (line.key === key ? { ...line, ...changed } : line))),
    [],
  );
  const begin = useCallback((request: SendRequest): readonly string[] => {
    const keys = request.people.map(() => crypto.randomUUID());
    setLines((all) => withNewest(all, request, keys));
    return keys;
  }, []);
  const undo = useCallback(
    (keys: readonly string[]): void => setLines((all) => withoutNewest(all, keys)),
    [],
  );
  return { lines, change, begin, undo };
}

function withNewest(all: readonly Line[], request: SendRequest, keys: readonly string[]): readonly Line[] {
  const earlier = new Map(all.map((line) => [line.person.email, line]));
  const newest = request.people.map((person, index): Line => {
    const before = earlier.get(person.email);
    const key = keys[index] ?? person.email;
    return { key, request, person, working: true, progress: undefined, outcome: undefined, before };
  });
  const again = new Set(request.people.map(({ email }) => email));
  return [...newest, ...all.filter(({ person }) => !again.has(person.email))].slice(0, LINES_MAX);
}

function withoutNewest(all: readonly Line[], keys: readonly string[]): readonly Line[] {
  return all.flatMap((line) => {
    if (!keys.includes(line.key)) return [line];
    return line.before ? [line.before] : [];
  });
}

function worse(one: SendResult['recorded'], other: SendResult['recorded']): SendResult['recorded'] {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'later' ? one : other;
}

function finished(outcome: Outcome | undefined): Partial<Line> {
  return { working: false, progress: undefined, outcome, before: undefined };
}

function mutable({ people, organizations, notify, endsAt }: SendRequest): SendInput {
  return {
    people: [...people],
    organizations: [...organizations],
    notify,
    ...(endsAt !== undefined && { endsAt }),
  };
}
