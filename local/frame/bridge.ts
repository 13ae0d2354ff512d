import { pack, unpack } from './marshal';
import type { AnswerMessage, CallbackMessage, Message } from './protocol';

/**
 * Stands in for Atlassian's `global-bridge.js`: what `@forge/bridge` calls must be there before the app's own
 * script runs. Everything is answered by the page around the frame.
 */
const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
const functions = new Map<string, (...args: unknown[]) => unknown>();
let count = 0;

const keep = (run: (...args: unknown[]) => unknown): string => {
  const token = `frame-${(count += 1)}`;
  functions.set(token, run);
  return token;
};
const callBack = (token: string, args: unknown[]): void =>
  post({ kind: 'callback', token, args: args.map((each) => pack(each, keep)) });

function post(message: Message): void {
  window.parent.postMessage(message, '*');
}

function callBridge(command: string, data?: unknown): Promise<unknown> {
  const id = (count += 1);
  // Theming changes this document, so it is done here.
  if (command === 'enableTheming') return callBridge('onTheme', { apply: applyTheme });
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    post({ kind: 'call', id, command, data: pack(data, keep) });
  });
}

/** As Jira does: attributes on the root element; the app's own style sheet holds the tokens. */
function applyTheme(mode: unknown): void {
  const root = document.documentElement;
  root.dataset['colorMode'] = String(mode);
  root.dataset['theme'] = 'light:light dark:dark spacing:spacing typography:typography shape:shape';
}

function settle({ id, value, error }: AnswerMessage): void {
  const call = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) call?.resolve(unpack(value, callBack));
  else call?.reject(new Error(error));
}

function runCallback({ token, args }: CallbackMessage): void {
  functions.get(token)?.(...args.map((each) => unpack(each, callBack)));
}

window.addEventListener('message', (event: MessageEvent<Message>) => {
  if (event.source !== window.parent) return;
  if (event.data.kind === 'answer') settle(event.data);
  if (event.data.kind === 'callback') runCallback(event.data);
});

// The height is told, so that the page around needs no second scroll bar.
const tellHeight = (): void => {
  const bottoms = [...document.body.children].map(
    (child) => child.getBoundingClientRect().bottom + window.scrollY,
  );
  void callBridge('resize', { height: Math.ceil(Math.max(0, ...bottoms)) });
};
document.addEventListener('DOMContentLoaded', () => {
  const observer = new ResizeObserver(tellHeight);
  for (const child of document.body.children) observer.observe(child);
});

Object.assign(globalThis, { __bridge: { callBridge } });
