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

/** One person who was sent, and how far it got. */
export interface Line {
  readonly person: Person;
  readonly working: boolean;
  readonly progress: Progress | undefined;
  readonly outcome: Outcome | undefined;
}

export interface Sending {
  readonly lines: readonly Line[];
  readonly working: boolean;
  /** Why the last request brought no outcome. */
  readonly error: ReplyError | undefined;
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
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [request, setRequest] = useState<SendRequest>();
  const [error, setError] = useState<ReplyError>();
  const [recorded, setRecorded] = useState<SendResult['recorded']>('yes');

  const send = useCallback(
    async (next: SendRequest): Promise<readonly Person[]> => {
      setRequest(next);
      setError(undefined);
      setRecorded('yes');
      setLines(
        next.people.map((person) => ({ person, working: true, progress: undefined, outcome: undefined })),
      );
      const channel = crypto.randomUUID();
      const stop =
        next.people.length > 1
          ? await listenForProgress(channel, (progress) =>
              setLines((before) =>
                before.map((line, index) => (index === progress.index ? { ...line, progress } : line)),
              ),
            )
          : () => undefined;
      const reply = await deliver({ ...mutable(next), progressChannel: channel });
      stop();

      if (!reply.ok) {
        setLines([]);
        setError(reply.error);
        return next.people;
      }
      const { outcomes } = reply.data;
      setRecorded(reply.data.recorded);
      setLines(next.people.map((person, index) => finished(person, outcomes[index])));
      return next.people.filter((_, index) => outcomes[index]?.state === 'failed');
    },
    [deliver],
  );

  const sendAgain = useCallback(
    async (line: Line, accountId?: AccountId): Promise<void> => {
      if (!request) return;
      const replace = (by: Line): void =>
        setLines((before) => before.map((each) => (each.person.email === line.person.email ? by : each)));
      const person = accountId ? { ...line.person, accountId } : line.person;
      setError(undefined);
      replace({ ...line, working: true, progress: undefined });
      const reply = await deliver({ ...mutable(request), people: [person] });
      if (reply.ok) {
        replace(finished(line.person, reply.data.outcomes[0]));
        setRecorded((before) => worse(before, reply.data.recorded));
      } else {
        replace({ ...line, working: false });
        setError(reply.error);
      }
    },
    [request, deliver],
  );

  return { lines, working: lines.some(({ working }) => working), error, recorded, send, sendAgain };
}

function worse(one: SendResult['recorded'], other: SendResult['recorded']): SendResult['recorded'] {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'later' ? one : other;
}

function finished(person: Person, outcome: Outcome | undefined): Line {
  return { person, working: false, progress: undefined, outcome };
}

function mutable({ people, organizations, notify, endsAt }: SendRequest): SendInput {
  return {
    people: [...people],
    organizations: [...organizations],
    notify,
    ...(endsAt !== undefined && { endsAt }),
  };
}
