import type { FromWorker, RequestName, Requests } from './messages';

/** What of a worker is used. */
export type ReadingWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Requests to one worker at a time, which the first request starts. */
export interface WorkerConnection {
  /** @throws WorkerBroke when the worker breaks, else what `end` was told, where that comes before the answer. */
  readonly ask: <N extends RequestName>(
    name: N,
    input: Requests[N]['input'],
    onProgress?: (part: number) => void,
  ) => Promise<Requests[N]['output']>;
  /** Ends the worker; requests without an answer reject with this error. The next request starts a new one. */
  readonly end: (error: Error) => void;
  readonly isStarted: () => boolean;
  /** Whether a request waits for its answer. */
  readonly isBusy: () => boolean;
}

/** It could not be loaded, or ran out of memory. */
export class WorkerBroke extends Error {
  override readonly name = 'WorkerBroke';
}

export function connectWorker(startWorker: () => ReadingWorker): WorkerConnection {
  const asked = new Map<number, Asked>();
  let worker: ReadingWorker | undefined;
  let last = 0;

  const end = (error: Error): void => {
    worker?.terminate();
    worker = undefined;
    const all = [...asked.values()];
    asked.clear();
    for (const { reject } of all) reject(error);
  };
  const start = (): ReadingWorker => {
    const started = startWorker();
    started.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      const request = asked.get(data.id);
      if (!request) return;
      if ('progress' in data) return request.onProgress?.(data.progress);
      asked.delete(data.id);
      if ('error' in data) request.reject(new Error(data.error));
      else request.resolve(data.output);
    });
    started.addEventListener('error', () => {
      if (worker === started) end(new WorkerBroke());
    });
    return started;
  };

  return {
    ask: (name, input, onProgress) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        last += 1;
        // The worker answers each request with its own output: `serve.ts` is typed so.
        asked.set(last, { resolve: resolve, reject, onProgress });
        worker.postMessage({ id: last, name, input });
      }),
    end,
    isStarted: () => worker !== undefined,
    isBusy: () => asked.size > 0,
  };
}

interface Asked {
  readonly resolve: (output: Requests[RequestName]['output']) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((part: number) => void) | undefined;
}
