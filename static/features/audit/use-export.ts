import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import { download } from '../../ui/download';
import type { ExportPart } from './export';
import type { ExportFormat } from './export-format';
import { MEDIA_TYPES } from './export-format';

export type ExportState =
  | { readonly state: 'none' }
  | {
      readonly state: 'running';
      readonly format: ExportFormat;
      readonly entries: number;
      readonly backTo: string | undefined;
    }
  | { readonly state: 'cancelled' }
  | { readonly state: 'done'; readonly entries: number; readonly file: SavedFile }
  | {
      readonly state: 'broken';
      readonly entries: number;
      readonly file: SavedFile;
      readonly error: ReplyError;
    };

interface SavedFile {
  readonly name: string;
  readonly save: () => void;
}

export interface ExportJob {
  readonly format: ExportFormat;
  /** What stands before the first part. */
  readonly head: string;
  readonly parts: AsyncGenerator<ExportPart, ReplyError | undefined>;
}

/** One export at a time. It goes on while the filters change, and ends with the page. */
export function useExport(): {
  readonly exporting: ExportState;
  readonly start: (job: ExportJob) => Promise<void>;
  readonly cancel: () => void;
} {
  const [exporting, setExporting] = useState<ExportState>({ state: 'none' });
  const running = useRef<ExportJob>();
  useEffect(() => () => (running.current = undefined), []);

  const start = useCallback(async (job: ExportJob): Promise<void> => {
    running.current = job;
    const { format } = job;
    setExporting({ state: 'running', format, entries: 0, backTo: undefined });
    const { blob, entries, error } = await collect(job, (part) => {
      if (running.current === job) setExporting({ state: 'running', format, ...part });
      return running.current === job;
    });
    if (running.current !== job) return;
    running.current = undefined;
    const name = `guestlist-audit-${new Date().toISOString().slice(0, 10)}.${format}`;
    const file = { name, save: () => download(blob, name) };
    if (!error) file.save();
    setExporting(error ? { state: 'broken', entries, file, error } : { state: 'done', entries, file });
  }, []);

  const cancel = useCallback(() => {
    running.current = undefined;
    setExporting({ state: 'cancelled' });
  }, []);
  return { exporting, start, cancel };
}

/** Each part goes into a Blob at once: the browser keeps those on disk once they are many. */
async function collect(
  { format, head, parts }: ExportJob,
  onPart: (progress: Omit<ExportPart, 'text'>) => boolean,
): Promise<{ readonly blob: Blob; readonly entries: number; readonly error: ReplyError | undefined }> {
  const blobs = [new Blob([head])];
  let entries = 0;
  for (;;) {
    const next = await parts.next();
    const file = (): Blob => new Blob(blobs, { type: MEDIA_TYPES[format] });
    if (next.done) return { blob: file(), entries, error: next.value };
    const { text, ...progress } = next.value;
    blobs.push(new Blob([text]));
    ({ entries } = progress);
    if (!onPart(progress)) return { blob: file(), entries, error: undefined };
  }
}
