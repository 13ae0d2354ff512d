import type { FromWorker, ToWorker } from '../../static/features/import/file/messages';
import { createServer } from '../../static/features/import/file/serve';
import type { ReadingWorker } from '../../static/features/import/file/worker-connection';

/** The real server behind what looks like a worker: messages are copied, and come later. */
export function fakeWorkers() {
  const started: { ended: boolean; break: () => void }[] = [];
  const start = (): ReadingWorker => {
    const target = new EventTarget();
    const state = { ended: false, break: () => void target.dispatchEvent(new Event('error')) };
    const serve = createServer((message: FromWorker) => {
      if (!state.ended) target.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
    });
    started.push(state);
    return {
      postMessage: (message: ToWorker) => {
        setTimeout(() => void serve(message), 0);
      },
      terminate: () => {
        state.ended = true;
      },
      addEventListener: target.addEventListener.bind(target),
    };
  };
  return { started, start };
}
