import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import { plainText } from '../../../../src/domain/address/plain-text';
import type { Reply, ReplyError } from '../../../../src/contract/reply';
import { call } from '../../../platform/call';
import { begunBefore } from './begun-before';
import type { Reader, Slicing } from '../file/reader';
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

/** Sends a file's rows to the app, chunk by chunk. */
export function useSending(reader: Reader): UseSending {
  const [sending, setSending] = useState<Sending>({ step: 'idle' });
  const run = useRef(0);
  /** Where the last try stopped. */
  const kept = useRef<ImportView>();

  const stop = useCallback((): void => {
    run.current += 1;
    setSending({ step: 'idle' });
  }, []);
  useEffect(() => stop, [stop]);

  const send = useCallback<UseSending['send']>(
    async (read, confirmed, begun) => {
      run.current += 1;
      const mine = run.current;
      const isStopped = (): boolean => mine !== run.current;
      setSending({ step: 'sending', part: 0 });
      const sent = await sendAll(reader, read, {
        begun: [...(kept.current ? [kept.current] : []), ...begun],
        isStopped,
        onSent: (view) => {
          kept.current = view;
          if (!isStopped()) setSending({ step: 'sending', part: view.received / view.slices });
        },
      });
      if (!sent || isStopped()) return undefined;
      const started = sent.ok
        ? await call('import.run', {
            importId: sent.data.id,
            ...(confirmed !== undefined && { confirmed }),
          })
        : sent;
      if (isStopped()) return undefined;
      if (!started.ok) {
        setSending({ step: 'failed', error: started.error });
        return undefined;
      }
      kept.current = undefined;
      setSending({ step: 'idle' });
      return started.data;
    },
    [reader],
  );
  return { sending, send, stop };
}

/** @returns `undefined` where it was stopped, or the file was given up. */
async function sendAll(
  reader: Reader,
  read: Read,
  how: {
    readonly begun: readonly ImportView[];
    readonly isStopped: () => boolean;
    readonly onSent: (view: ImportView) => void;
  },
): Promise<Reply<ImportView> | undefined> {
  try {
    const slicing = await reader.slice();
    const goesOn = await begunBefore(slicing, read, how.begun);
    if (how.isStopped()) return undefined;
    let reply: Reply<ImportView> = goesOn ? { ok: true, data: goesOn } : await begin(slicing, read);
    while (reply.ok) {
      how.onSent(reply.data);
      const { id, received, slices } = reply.data;
      if (received >= slices) return reply;
      const group = await reader.sliceGroup(received);
      if (!group || how.isStopped()) return undefined;
      reply = await call('import.upload', {
        importId: id,
        from: group.from,
        slices: group.slices.map((rows) => [...rows]),
      });
    }
    return reply;
  } catch (error) {
    if (how.isStopped() || (error instanceof DOMException && error.name === 'AbortError')) return undefined;
    throw error;
  }
}

function begin(
  { fingerprint, header, dayOrder, people, slices }: Slicing,
  read: Read,
): Promise<Reply<ImportView>> {
  const { columns, organizations, notify, source } = read;
  return call('import.begin', {
    // Pasted rows have no name: each reader has words of their own for them.
    fileName: typeof source.data === 'string' ? '' : plainText(source.name.slice(0, 255)),
    fingerprint,
    header: [...header],
    columns: [...columns],
    organizations: [...organizations],
    notify,
    ...(dayOrder && { dayOrder }),
    people,
    slices,
  });
}
