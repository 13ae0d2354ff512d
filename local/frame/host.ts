import { pack, unpack } from './marshal';
import type { CallMessage, Message } from './protocol';

/** What the server wrote into the page: who is looking, at which module. */
interface Session {
  readonly context: Readonly<Record<string, unknown>>;
  readonly screen: unknown;
  readonly appOrigin: string;
}

type Callback = (...args: unknown[]) => void;

const session = JSON.parse(document.getElementById('session')?.textContent ?? '{}') as Session;
const frame = document.getElementById('app') as HTMLIFrameElement;
const functions = new Map<string, Callback>();
const themed: Callback[] = [];
const unmodelled: string[] = [];
let count = 0;

const keep = (run: Callback): string => {
  const token = `host-${(count += 1)}`;
  functions.set(token, run);
  return token;
};
const callBack = (token: string, args: unknown[]): void =>
  post({ kind: 'callback', token, args: args.map((each) => pack(each, keep)) });

function post(message: Message): void {
  frame.contentWindow?.postMessage(message, session.appOrigin);
}

/** The commands of Forge's bridge that the app uses. Any other is an error, and is listed. */
const commands: Record<string, (data: Record<string, unknown>) => unknown> = {
  invoke: ({ functionKey, payload }) =>
    ask('/__site/invoke', { screen: session.screen, functionKey, payload }),
  fetchProduct: ({ restPath, fetchRequestInit }) =>
    ask('/__site/request-jira', { screen: session.screen, path: restPath, init: fetchRequestInit }),
  getContext: () => session.context,
  onTheme: ({ apply }) => {
    themed.push(apply as Callback);
    (apply as Callback)(colorMode());
  },
  resize: ({ height }) => {
    frame.style.height = `${Math.max(Number(height), 480)}px`;
  },
  navigate: ({ url, type }) => {
    const target = new URL(String(url), location.origin);
    if (type === 'new-tab') window.open(target, '_blank', 'noopener');
    else location.assign(target);
  },
  getUrl: ({ url }) => new URL(String(url), location.origin).toString(),
  showFlag: (flag) => showFlag(flag),
  closeFlag: ({ id }) => document.getElementById(`flag-${String(id)}`)?.remove(),
  changeWindowTitle: ({ title }) => {
    document.title = String(title);
  },
  // An action's form in the rule builder: what it submits is kept, and only then can the author go on.
  submit: (inputs) => submitForm(inputs),
  on: ({ event, callback }) => listen(String(event), callback as Callback),
  createHistory: () => appHistory(),
  subscribeRealtimeChannel: ({ channelName, onEvent }) => subscribe(String(channelName), onEvent as Callback),
};

const heard = new Map<string, Set<Callback>>();
function listen(event: string, callback: Callback): unknown {
  const callbacks = heard.get(event) ?? new Set();
  heard.set(event, callbacks.add(callback));
  return { unsubscribe: () => callbacks.delete(callback) };
}

async function submitForm(inputs: unknown): Promise<boolean> {
  const { moduleKey } = session.context;
  const path = `/__site/actions/${String(moduleKey)}/form`;
  const { ok } = await fetch(path, { method: 'PUT', body: JSON.stringify(inputs) });
  document.getElementById('next')?.toggleAttribute('disabled', !ok);
  return ok;
}

document.getElementById('next')?.addEventListener('click', () => {
  for (const callback of heard.get('AUTOMATION_ACTION_SUBMIT') ?? []) callback(undefined);
});

async function ask(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { value?: unknown; error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
}

function subscribe(channel: string, onEvent: Callback): Promise<unknown> {
  const query = new URLSearchParams({ channel, screen: JSON.stringify(session.screen) });
  const source = new EventSource(`/__site/realtime?${query.toString()}`);
  source.onmessage = (event: MessageEvent<string>) => onEvent(JSON.parse(event.data));
  return new Promise((resolve) => {
    source.onopen = () => resolve({ unsubscribe: () => source.close() });
  });
}

/** The part of the address below the app's page, as Jira lends it to the app. */
function appHistory(): unknown {
  const base = /^.*(\/[0-9a-f-]{36}){2}/.exec(location.pathname)?.[0] ?? location.pathname;
  const listeners: Callback[] = [];
  const here = (): unknown => ({
    pathname: location.pathname.slice(base.length) || '/',
    search: '',
    hash: '',
  });
  const tell = (action: string): void => listeners.forEach((listener) => listener(here(), action));
  const move = (how: 'pushState' | 'replaceState', action: string) => (to: unknown) => {
    history[how](null, '', `${base}${String(to)}${location.search}`);
    tell(action);
  };
  window.addEventListener('popstate', () => tell('POP'));
  return {
    action: 'POP',
    location: here(),
    listen: (listener: unknown) => listeners.push(listener as Callback),
    push: move('pushState', 'PUSH'),
    replace: move('replaceState', 'REPLACE'),
  };
}

function showFlag({ id, title, description }: Record<string, unknown>): void {
  const flag = document.createElement('div');
  flag.id = `flag-${String(id)}`;
  flag.className = 'flag';
  flag.setAttribute('role', 'status');
  flag.textContent = [title, description].filter(Boolean).join(': ');
  document.body.append(flag);
  setTimeout(() => flag.remove(), 8000);
}

function colorMode(): string {
  return document.documentElement.dataset['colorMode'] ?? 'light';
}

async function answer({ id, command, data }: CallMessage): Promise<void> {
  try {
    const run = commands[command];
    if (!run) {
      unmodelled.push(command);
      await fetch('/__site/unmodelled', { method: 'POST', body: `bridge ${command}` });
      throw new Error(`The local site does not model the bridge's ${command}`);
    }
    const value = await run((unpack(data, callBack) ?? {}) as Record<string, unknown>);
    post({ kind: 'answer', id, value: pack(value, keep) });
  } catch (error) {
    post({ kind: 'answer', id, error: error instanceof Error ? error.message : String(error) });
  }
}

window.addEventListener('message', (event: MessageEvent<Message>) => {
  if (event.origin !== session.appOrigin || event.source !== frame.contentWindow) return;
  if (event.data.kind === 'call') void answer(event.data);
  if (event.data.kind === 'callback') {
    functions.get(event.data.token)?.(...event.data.args.map((each) => unpack(each, callBack)));
  }
});

document.getElementById('theme')?.addEventListener('click', () => {
  const mode = colorMode() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['colorMode'] = mode;
  document.cookie = `colorMode=${mode}; path=/; SameSite=Strict`;
  for (const apply of themed) apply(mode);
});

// Only now: the frame's first call must find a listener.
frame.src = frame.dataset['src'] ?? '';
