import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportLayout, ImportView, RowView } from '../../../../src/contract/import';
import type { ReplyError } from '../../../../src/contract/reply';
import { call } from '../../../platform/call';

export type Rows =
  /** `part` is there, 0 to 1. */
  | { readonly step: 'loading'; readonly part: number }
  | { readonly step: 'failed'; readonly error: ReplyError }
  | { readonly step: 'loaded'; readonly layout: ImportLayout; readonly rows: readonly RowView[] };

/** All rows of one's own import, chunk by chunk, in the order of their lines. */
export function useRows({ id, slices, erased }: ImportView): {
  readonly rows: Rows;
  readonly reload: () => void;
} {
  const [rows, setRows] = useState<Rows>({ step: 'loading', part: 0 });
  const run = useRef(0);
  const load = useCallback(async (): Promise<void> => {
    run.current += 1;
    const mine = run.current;
    const layout = await call('import.layout', { importId: id });
    if (mine !== run.current) return;
    if (!layout.ok) {
      setRows({ step: 'failed', error: layout.error });
      return;
    }
    const all: RowView[] = [];
    for (let slice = 0; slice < slices; slice += 1) {
      const reply = await call('import.rows', { importId: id, slice });
      if (mine !== run.current) return;
      if (!reply.ok) {
        setRows({ step: 'failed', error: reply.error });
        return;
      }
      all.push(...reply.data.rows);
      setRows({ step: 'loading', part: (slice + 1) / slices });
    }
    all.sort((one, other) => one.line - other.line);
    setRows({ step: 'loaded', layout: layout.data, rows: all });
  }, [id, slices]);
  useEffect(() => {
    const timer = erased ? undefined : setTimeout(() => void load());
    return () => {
      clearTimeout(timer);
      run.current += 1;
    };
  }, [load, erased]);
  const reload = (): void => {
    setRows({ step: 'loading', part: 0 });
    void load();
  };
  return { rows, reload };
}
