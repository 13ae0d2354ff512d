import type { FromWorker, Requests, RequestName, ToWorker } from './messages';
import { Sheet } from './sheet';

/** Progress is told when so much more is read. */
const PROGRESS_STEP = 0.02;

/** Answers what the page asks, one request after the other. */
export function createServer(post: (message: FromWorker) => void): (message: ToWorker) => Promise<void> {
  const sheet = new Sheet();
  let before: Promise<void> = Promise.resolve();
  return (message) => {
    before = before.then(async () => {
      try {
        post({ id: message.id, output: await answer(sheet, message, post) });
      } catch (error) {
        post({ id: message.id, error: error instanceof Error ? error.message : String(error) });
      }
    });
    return before;
  };
}

function answer(
  sheet: Sheet,
  message: ToWorker,
  post: (message: FromWorker) => void,
): Requests[RequestName]['output'] | Promise<Requests[RequestName]['output']> {
  switch (message.name) {
    case 'read': {
      let told = 0;
      const { source, ...options } = message.input;
      return sheet.read(source, options, (part) => {
        if (part < told + PROGRESS_STEP && part < 1) return;
        told = part;
        post({ id: message.id, progress: part });
      });
    }
    case 'setHeaded':
      return sheet.setHeaded(message.input.headed);
    case 'preview':
      return sheet.preview(message.input.plan);
    case 'lookedUp':
      return sheet.lookedUp(message.input.looks);
    case 'toLookUp':
      return sheet.toLookUp(message.input.max);
    case 'rows':
      return sheet.rows(message.input.from, message.input.to, message.input.kind);
    case 'slice':
      return sheet.slice();
    case 'sliceGroup':
      return sheet.sliceGroup(message.input.from);
    case 'recognize':
      return sheet.recognize(message.input.of);
    case 'recognized':
      return sheet.recognized(message.input.from, message.input.to);
    case 'keptBack':
      return sheet.keptBack(message.input.from, message.input.to);
  }
}
