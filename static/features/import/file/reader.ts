import type { ImportRow } from '../../../../src/domain/invitation/import-row';
import type {
  ImportedFile,
  KeptBackRow,
  LookedUp,
  Preview,
  PreviewPlan,
  PreviewRow,
  ReadAnswer,
  ReadOptions,
  Reading,
  RowKind,
  ChunkGroup,
  Slicing,
} from './reading';
import { connectWorker, WorkerBroke } from './worker-connection';
import type { ReadingWorker } from './worker-connection';

/**
 * Reads one file after the other in a worker, which keeps the rows: the page gets windows of them. Calls are answered
 * in order. A call that is given up rejects with an `AbortError`; one that breaks (a defect) with what was thrown.
 */
export interface Reader {
  /**
   * Reads a file, or what was pasted, and forgets the one before.
   *
   * @param onProgress told the part that is read, 0 to 1.
   * @param signal gives up: the worker is ended.
   */
  read(
    source: Blob | string,
    options?: ReadOptions & {
      readonly onProgress?: (part: number) => void;
      readonly signal?: AbortSignal;
    },
  ): Promise<ReadAnswer>;
  /** Takes the first row for the names of the columns, or for a row like any other. Needs no new read. */
  setHeaded(headed: boolean): Promise<Reading>;
  /** Plans all rows; call it again after every change of columns, mapping, e-mail or rules. What was looked up is kept. */
  preview(plan: PreviewPlan): Promise<Preview>;
  /** Takes in what Jira told, and plans anew under the last plan. */
  lookedUp(looks: readonly LookedUp[]): Promise<Preview>;
  /** Addresses that Jira was not asked about yet, in the order of their lines. */
  toLookUp(max: number): Promise<readonly string[]>;
  /**
   * A window of the last preview in the order of the lines.
   *
   * @param from place among the rows of that kind (of all rows without one), from 0.
   * @param to place after the last; at most `WINDOW_MAX` after `from`.
   */
  rows(from: number, to: number, kind?: RowKind): Promise<readonly PreviewRow[]>;
  /** Cuts the people of the last preview who are no errors into chunks; the same plan always gives the same chunks. */
  slice(): Promise<Slicing>;
  /** The chunks from this place on that fit into one call of `import.upload`; `undefined` after the last. */
  sliceGroup(from: number): Promise<ChunkGroup | undefined>;
  /** Whether what was read is the file of that import; false where nothing was. What is planned stays. */
  recognize(of: ImportedFile): Promise<boolean>;
  /** The people of the file that was recognized, a window at a time (at most `WINDOW_MAX`). */
  recognized(from: number, to: number): Promise<readonly ImportRow[]>;
  /** Rows that are never sent, a window at a time (at most `WINDOW_MAX`). */
  keptBack(from: number, to: number): Promise<readonly KeptBackRow[]>;
  /** Ends the worker. Whatever is not answered yet is given up; a later `read` begins anew. */
  close(): void;
}

/** @param startWorker for tests: the worker is a module of its own, as the page's security policy wants it. */
export function createReader(startWorker: () => ReadingWorker = newWorker): Reader {
  const { ask, end, isStarted, isBusy } = connectWorker(startWorker);
  return {
    read: async (source, { onProgress, signal, ...options } = {}) => {
      signal?.throwIfAborted();
      // A read that still goes on is of no use any more.
      if (isBusy()) end(givenUp());
      const giveUp = () => end(givenUp());
      signal?.addEventListener('abort', giveUp);
      try {
        return await ask('read', { source, ...options }, onProgress);
      } catch (error) {
        if (error instanceof WorkerBroke) return { ok: false, problem: { problem: 'unreadable' } };
        throw error;
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    setHeaded: (headed) => ask('setHeaded', { headed }),
    preview: (plan) => ask('preview', { plan }),
    lookedUp: (looks) => ask('lookedUp', { looks }),
    toLookUp: (max) => ask('toLookUp', { max }),
    rows: (from, to, kind) => ask('rows', { from, to, kind }),
    slice: () => ask('slice', {}),
    sliceGroup: (from) => ask('sliceGroup', { from }),
    recognize: (of) => (isStarted() ? ask('recognize', { of }) : Promise.resolve(false)),
    recognized: (from, to) => ask('recognized', { from, to }),
    keptBack: (from, to) => ask('keptBack', { from, to }),
    close: () => end(givenUp()),
  };
}

function givenUp(): DOMException {
  return new DOMException('Given up.', 'AbortError');
}

function newWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}

export type * from './reading';
export { ROW_KINDS, WINDOW_MAX } from './reading';
