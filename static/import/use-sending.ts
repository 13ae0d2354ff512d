import { useCallback, useRef, useState } from 'react';
import type { ImportView } from '../../src/contract/import';
import type { ReplyError } from '../../src/contract/reply';
import { call } from '../bridge/call';
import type { Reader } from './file/reader';
import type { Read } from './use-reading';

export type Sending =
  | { readonly step: 'idle' }
  /** `part` of the rows are there, 0 to 1. */
  | { readonly step: 'sending'; readonly part: number }
  /** What was sent is kept: the next try goes on there. */
  | { readonly step: 'failed'; readonly error: ReplyError };

export interface UseSending {
  readonly sending: Sending;
  /**
   * Sends the rows and says to begin.
   *
   * @param confirmed the number of people as it was typed.
   * @param begun imports whose rows are not all there: one of this very file is gone on with.
   * @returns the import once it runs.
   */
  readonly send: (
    read: Read,
    confirmed: number | undefined,
    begun: readonly ImportView[],
  ) => Promise<ImportView | undefined>;
  readonly stop: () => void;
}

/** Sends a file's rows to the app, slice by slice. */
export function useSending(reader: Reader): UseSending {
  const [sending, setSending] = useState<Sending>({ step: 'idle' });
  const run = useRef(0);
  /** Where the last try stopped. */
  const kept = useRef<ImportView>();

  const send = useCallback<UseSending['send']>(
    async (read, confirmed, begun) => {
      run.current += 1;
      const mine = run.current;
      const fail = (error: ReplyError): void => {
        if (mine === run.current) setSending({ step: 'failed', error });
      };
      setSending({ step: 'sending', part: 0 });
      const { fingerprint, header, people, slices } = await reader.slice();
      const { columns, organizations, notify, source } = read;
      const goesOn = [...(kept.current ? [kept.current] : []), ...begun].find(
        (each) => each.fingerprint === fingerprint && each.state === 'uploading' && each.slices === slices,
      );
      const opened = goesOn
        ? ({ ok: true, data: goesOn } as const)
        : await call('import.begin', {
            fileName: source.name.slice(0, 255),
            fingerprint,
            header: [...header],
            columns: [...columns],
            organizations: [...organizations],
            notify,
            people,
            slices,
          });
      if (!opened.ok) {
        fail(opened.error);
        return undefined;
      }
      let view = opened.data;
      while (view.received < slices) {
        kept.current = view;
        const group = await reader.sliceGroup(view.received);
        if (mine !== run.current || !group) return undefined;
        setSending({ step: 'sending', part: view.received / slices });
        const reply = await call('import.upload', {
          importId: view.id,
          from: group.from,
          slices: group.slices.map((rows) => [...rows]),
        });
        if (mine !== run.current) return undefined;
        if (!reply.ok) {
          fail(reply.error);
          return undefined;
        }
        view = reply.data;
      }
      kept.current = view;
      const started = await call('import.run', {
        importId: view.id,
        ...(confirmed !== undefined && { confirmed }),
      });
      if (!started.ok) {
        fail(started.error);
        return undefined;
      }
      kept.current = undefined;
      setSending({ step: 'idle' });
      return started.data;
    },
    [reader],
  );
  const stop = useCallback((): void => {
    run.current += 1;
    setSending({ step: 'idle' });
  }, []);
  return { sending, send, stop };
}
