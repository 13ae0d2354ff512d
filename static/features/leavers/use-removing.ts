import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportView } from '../../../src/contract/import';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import type { ImportRow } from '../../../src/domain/invitation/import-row';
import { plainText } from '../../../src/domain/address/plain-text';
import { call } from '../../platform/call';
import { textFingerprint } from '../import/file/fingerprint';
import { chunkRows } from '../import/file/slices';
import type { Source } from '../import/new/source-picker';
import type { Looked } from './use-leavers';

export interface UseRemoving {
  /** The part of the rows that is there, 0 to 1; `undefined` where nothing is sent. */
  readonly part: number | undefined;
  /**
   * Sends those who are removed, and says to begin.
   *
   * @returns why it did not begin.
   */
  readonly remove: (source: Source, people: readonly Looked[]) => Promise<ReplyError | undefined>;
}

/** Sends a list to the app, chunk by chunk. @param onStarted told once it runs. */
export function useRemoving(onStarted: (view: ImportView) => void): UseRemoving {
  const [part, setPart] = useState<number>();
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const remove = useCallback<UseRemoving['remove']>(
    async (source, people) => {
      setPart(0);
      const sent = await sendRows(source, rowsOf(people), (done) => {
        if (!isGone.current) setPart(done);
      });
      const started = sent.ok
        ? await call('import.run', { importId: sent.data.id, confirmed: sent.data.people })
        : sent;
      if (isGone.current) return undefined;
      setPart(undefined);
      if (!started.ok) return started.error;
      onStarted(started.data);
      return undefined;
    },
    [onStarted],
  );
  return { part, remove };
}

function rowsOf(people: readonly Looked[]): readonly ImportRow[] {
  return people.flatMap(({ line, email, look }) =>
    look?.kind === 'one' ? [{ line, cells: [email], accountId: look.accountId }] : [],
  );
}

async function sendRows(
  { data, name }: Source,
  rows: readonly ImportRow[],
  onPart: (part: number) => void,
): Promise<Reply<ImportView>> {
  const chunks = chunkRows(rows.length, (place) => rows[place] ?? NO_ROW);
  let reply = await call('leavers.begin', {
    // Pasted rows have no name: each reader has words of their own for them.
    fileName: typeof data === 'string' ? '' : plainText(name.slice(0, 255)),
    fingerprint: await textFingerprint(JSON.stringify(rows)),
    people: rows.length,
    slices: chunks.count,
  });
  for (let from = 0; reply.ok && from < chunks.count;) {
    const group = chunks.group(from);
    if (!group) break;
    const slices = group.slices.map((each) => [...each]);
    reply = await call('import.upload', { importId: reply.data.id, from, slices });
    from += slices.length;
    onPart(from / chunks.count);
  }
  return reply;
}

const NO_ROW: ImportRow = { line: 1, cells: [] };
