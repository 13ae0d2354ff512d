import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AuditPage } from '../../../src/contract/audit';
import { actorWord } from '../../../src/domain/actor';
import type { Actor } from '../../../src/domain/actor';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { auditPage, namesOn } from './audit-calls';
import { useGoingOn } from '../../ui/use-going-on';
import type { AuditScope } from './audit-calls';
import type { Names } from './entry-words';
import type { AuditSelection } from './filters';

const ON_A_PAGE = 25;

export interface NamedPage extends AuditPage {
  readonly names: Names;
}

/** A person named on a page that was loaded. */
export interface SeenActor {
  readonly actor: Actor;
  readonly names: Names;
}

/** What was asked for; each is one of its own, so that what answers an older one is told from the rest. */
interface Question {
  readonly scope: AuditScope;
  readonly selection: AuditSelection | undefined;
}

interface Answer {
  readonly to: Question;
  readonly pages: readonly NamedPage[];
  readonly error: ReplyError | undefined;
}

/** How many entries are looked for before the search waits to be asked for more. */
interface Goal {
  readonly to: Question;
  readonly shown: number;
}

export interface Audit {
  /** While a new selection is loading, still those of the one before. */
  readonly pages: readonly NamedPage[];
  readonly error: ReplyError | undefined;
  readonly loading: boolean;
  /** What matches is rare, and the log is searched further back by itself until a page is full, or the end. */
  readonly searching: boolean;
  readonly stop: () => void;
  /** Whether the pages belong to another selection. */
  readonly stale: boolean;
  /** By their words, `person:…`, `key:…`, `nobody`. */
  readonly seen: ReadonlyMap<string, SeenActor>;
  /** Looks for a page more. */
  readonly showOlder: () => void;
  readonly refresh: () => void;
}

/** The audit log as selected, a page at a time. Late answers to an older selection are thrown away. */
export function useAudit(scope: AuditScope, selection: AuditSelection | undefined): Audit {
  const [attempt, setAttempt] = useState(0);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- another attempt is another question
  const question = useMemo((): Question => ({ scope, selection }), [scope, selection, attempt]);
  const [answer, setAnswer] = useState<Answer>();
  const [older, setOlder] = useState<Question>();
  const [seen, setSeen] = useState<ReadonlyMap<string, SeenActor>>(new Map());

  useEffect(() => {
    let wanted = true;
    if (question.selection) {
      void loadPage(question, undefined).then((reply) => {
        if (!wanted) return;
        setAnswer(answerTo(question, [], reply));
        setSeen((before) => withSeen(before, reply));
      });
    }
    return () => {
      wanted = false;
    };
  }, [question]);

  const [goal, setGoal] = useState<Goal>();
  const [stopped, setStopped] = useState<Question>();
  const pages = answer?.pages ?? [];
  const { before, searchedTo } = pages.at(-1) ?? {};
  const shown = pages.reduce((count, { entries }) => count + entries.length, 0);
  const wanted = goal?.to === question ? goal.shown : ON_A_PAGE;
  const goOn = async (): Promise<void> => {
    setOlder(question);
    const reply = await loadPage(question, before);
    setOlder((asked) => (asked === question ? undefined : asked));
    setAnswer((last) => (last?.to === question ? answerTo(question, last.pages, reply) : last));
    setSeen((earlier) => withSeen(earlier, reply));
  };
  const stale = question.selection !== undefined && answer?.to !== question;
  const isRare = before !== undefined && searchedTo !== undefined && shown < wanted;
  const searching = isRare && !stale && !answer?.error && stopped !== question;
  useGoingOn(searching, answer, () => void goOn());
  return {
    pages,
    error: stale ? undefined : answer?.error,
    loading: stale || older === question,
    searching,
    stop: () => setStopped(question),
    stale,
    seen,
    showOlder: () => {
      setStopped(undefined);
      setGoal({ to: question, shown: shown + ON_A_PAGE });
      void goOn();
    },
    refresh: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

async function loadPage(
  { scope, selection = {} }: Question,
  before: string | undefined,
): Promise<Reply<NamedPage>> {
  const reply = await auditPage(scope, { selection, before, limit: ON_A_PAGE });
  if (!reply.ok) return reply;
  return { ok: true, data: { ...reply.data, names: await namesOn(reply.data) } };
}

function answerTo(to: Question, pages: readonly NamedPage[], reply: Reply<NamedPage>): Answer {
  if (!reply.ok) return { to, pages, error: reply.error };
  const last = pages.at(-1);
  // A search for what is rare has hundreds of pages without an entry.
  if (!last || reply.data.entries.length > 0) return { to, pages: [...pages, reply.data], error: undefined };
  const { entries, names } = last;
  return { to, pages: [...pages.slice(0, -1), { ...reply.data, entries, names }], error: undefined };
}

function withSeen(
  seen: ReadonlyMap<string, SeenActor>,
  reply: Reply<NamedPage>,
): ReadonlyMap<string, SeenActor> {
  if (!reply.ok) return seen;
  const { entries, names } = reply.data;
  return new Map([...seen, ...entries.map(({ actor }) => [actorWord(actor), { actor, names }] as const)]);
}
