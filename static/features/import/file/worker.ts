import type { ToWorker } from './messages';
import { createServer } from './serve';

const serve = createServer((message) => self.postMessage(message));
self.addEventListener('message', (event: MessageEvent<ToWorker>) => void serve(event.data));
