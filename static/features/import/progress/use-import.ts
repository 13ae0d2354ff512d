import { useCallback, useEffect, useState } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import type { ReplyError } from '../../../../src/contract/reply';
import { call } from '../../../platform/call';
import { isChanging, isMoving } from './use-ended-flag';

/** How often an import is looked at, in ms: at once after a change, less often while nothing changes. */
const FASTEST_MS = 1_000;
const SLOWEST_MS = 5_000;
const SLOWER = 1.5;
/** Looks back for the speed, in ms. */
const SPEED_MS = 20_000;

/** How many were done when. */
interface Seen {
  readonly at: number;
  readonly done: number;
}

export interface Watched {
  readonly view: ImportView;
  /** Rows a second of the last moments; `undefined` where it stands still. */
  readonly speed: number | undefined;
  /** The last look failed; the next one comes by itself. */
  readonly error: ReplyError | undefined;
  /** Takes what a function of the app told of it, and looks again soon. */
  readonly take: (view: ImportView) => void;
}

/** Watches an import while it moves, without a reload. */
export function useImport(first: ImportView): Watched {
  const [view, setView] = useState(first);
  const [error, setError] = useState<ReplyError>();
  const [seen, setSeen] = useState<readonly Seen[]>([]);
  const [wake, setWake] = useState(0);

  const take = useCallback((next: ImportView): void => {
    setView(next);
    setWake((before) => before + 1);
  }, []);

  const watched = isChanging(view);
  const { id } = view;
  useEffect(() => {
    if (!watched) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    let wait = FASTEST_MS;
    let before = '';
    let looks = 0;
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      looks += 1;
      const mine = looks;
      const reply = await call('import.show', { importId: id });
      // Only the last look makes a next one.
      if (!wanted || mine !== looks) return;
      setError(reply.ok ? undefined : reply.error);
      if (reply.ok) {
        const now = JSON.stringify([reply.data.state, reply.data.counts]);
        wait = now === before || document.hidden ? Math.min(wait * SLOWER, SLOWEST_MS) : FASTEST_MS;
        before = now;
        const mark = { at: Date.now(), done: doneOf(reply.data) };
        setSeen((marks) => [...marks, mark].filter(({ at }) => at > mark.at - SPEED_MS));
        setView(reply.data);
      } else {
        wait = SLOWEST_MS;
      }
      timer = setTimeout(() => void look(), wait);
    };
    const onVisible = (): void => {
      if (!document.hidden) void look();
    };
    timer = setTimeout(() => void look(), FASTEST_MS);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      wanted = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [id, watched, wake]);

  return { view, speed: isMoving(view) ? speedOf(seen) : undefined, error, take };
}

/** People with an outcome, good or bad. */
export function doneOf({ counts: { created, existed, attention, failed } }: ImportView): number {
  return created + existed + attention + failed;
}

function speedOf(seen: readonly Seen[]): number | undefined {
  const first = seen[0];
  const last = seen.at(-1);
  if (!first || !last || last.at === first.at || last.done <= first.done) return undefined;
  return ((last.done - first.done) / (last.at - first.at)) * 1000;
}
