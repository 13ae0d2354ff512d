import { useEffect, useState } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import { call } from '../../../platform/call';
import { isChanging, useEndedFlag } from './use-ended-flag';

/** How often the imports of a list are looked at while they move, in ms. */
const LOOK_MS = 5_000;

interface Current {
  /** The list that this began with. */
  readonly of: readonly ImportView[];
  readonly imports: readonly ImportView[];
}

/** Keeps a list of imports up to date while some of them move. */
export function useMoving(listed: readonly ImportView[]): readonly ImportView[] {
  const [current, setCurrent] = useState<Current>({ of: listed, imports: listed });
  const imports = current.of === listed ? current.imports : listed;
  const flag = useEndedFlag();

  useEffect(() => {
    const moving = imports.filter(isChanging);
    if (moving.length === 0) return undefined;
    let wanted = true;
    const look = async (): Promise<void> => {
      const replies = document.hidden
        ? []
        : await Promise.all(moving.map(({ id }) => call('import.show', { importId: id })));
      if (!wanted) return;
      const fresh = new Map(replies.flatMap((reply) => (reply.ok ? [[reply.data.id, reply.data]] : [])));
      for (const before of moving) {
        const after = fresh.get(before.id);
        if (after?.mine) flag(before, after);
      }
      // Also where nothing was heard: it makes the next look.
      setCurrent({ of: listed, imports: imports.map((view) => fresh.get(view.id) ?? view) });
    };
    const timer = setTimeout(() => void look(), LOOK_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [listed, imports, flag]);
  return imports;
}
