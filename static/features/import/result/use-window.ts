import { useEffect, useRef, useState } from 'react';
import type { PreviewRow, Reader, RowKind } from '../file/reader';

export interface Window {
  /** Place of the first row. */
  readonly from: number;
  readonly rows: readonly PreviewRow[];
}

/**
 * A window of the preview's rows. During scrolling, one is asked for after the other, and those between are left
 * out; meanwhile the one before is shown.
 *
 * @param version changes when the rows do.
 */
export function useWindow(
  reader: Reader,
  from: number,
  to: number,
  kind: RowKind | undefined,
  version: number,
): Window | undefined {
  const [shown, setShown] = useState<Window>();
  const latest = useRef<() => Promise<void>>();
  const isBusy = useRef(false);

  useEffect(() => {
    const load = async (): Promise<void> => {
      const rows = await reader.rows(from, to, kind);
      setShown({ from, rows });
    };
    latest.current = load;
    const loadLatest = async (): Promise<void> => {
      if (isBusy.current) return;
      isBusy.current = true;
      try {
        for (let next = latest.current; next; next = latest.current) {
          latest.current = undefined;
          await next();
        }
      } catch {
        // The file was given up: another one takes its place.
      }
      isBusy.current = false;
    };
    void loadLatest();
  }, [reader, from, to, kind, version]);
  useEffect(
    () => () => {
      latest.current = undefined;
    },
    [],
  );
  return shown;
}
