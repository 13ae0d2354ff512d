import type { JiraAnswer, JiraClient } from '../../src/platform/jira/client';
import type { JiraClients } from '../../src/platform/jira/clients';

/** A call as it reached Jira. */
export interface Call {
  /** `user`, `app`, or `offline` with the account's id. */
  readonly as: string;
  readonly method: string;
  /** Without what comes after `?`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What Jira answers. A text as `body` is sent as it is; anything else as JSON. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Answerer = (call: Call) => Reply | Promise<Reply>;

/**
 * What is answered to `'POST /rest/servicedeskapi/customer'`: always the same, one after the other (the last one
 * again and again), or what a function says.
 */
export type Script = Readonly<Record<string, Reply | readonly Reply[] | Answerer>>;

export interface FakeJira {
  readonly calls: readonly Call[];
  /** `POST /rest/…`, in the order of the calls; only those of `as` where it is named. */
  readonly asked: (as?: string) => string[];
  /** Calls of one method and path. */
  readonly callsOf: (endpoint: string) => readonly Call[];
  readonly caller: (as: string) => JiraClient;
  readonly callers: JiraClients;
}

/** A Jira that answers from a script. What the script does not foresee is an error. */
export function fakeJira(script: Script): FakeJira {
  const calls: Call[] = [];
  const turns = new Map<string, number>();

  const answer = async (call: Call): Promise<JiraAnswer> => {
    calls.push(call);
    const endpoint = endpointOf(call);
    const scripted = script[endpoint];
    if (scripted === undefined) throw new Error(`the script foresees no ${endpoint}`);
    if (typeof scripted === 'function') return answerOf(await scripted(call));
    const turn = turns.get(endpoint) ?? 0;
    turns.set(endpoint, turn + 1);
    const replies = 'status' in scripted ? [scripted] : scripted;
    return answerOf(replies[Math.min(turn, replies.length - 1)] ?? { status: 500 });
  };

  const caller = (as: string): JiraClient => ({
    requestJira(route, init) {
      const url = new URL(route.value, 'http://jira.invalid');
      return answer({
        as,
        method: init?.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: { ...init?.headers },
        body: typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
      });
    },
  });

  return {
    calls,
    asked: (as) => calls.filter((call) => as === undefined || call.as === as).map(endpointOf),
    callsOf: (endpoint) => calls.filter((call) => endpointOf(call) === endpoint),
    caller,
    callers: {
      user: caller('user'),
      app: caller('app'),
      offline: (accountId) => caller(`offline ${accountId}`),
      quota: () => undefined,
      whenWaiting: () => undefined,
    },
  };
}

/** An answer as `requestJira` gives it: its fields on its prototype, like those of a fetch response. */
export function answerOf({ status, body = '', headers = {} }: Reply): JiraAnswer {
  return new Response([204, 304].includes(status) ? null : textOf(body), { status, headers });
}

/** JSM's way to refuse. */
export function refusal(status: number, errorMessage?: string): Reply {
  return errorMessage === undefined ? { status } : { status, body: { errorMessage } };
}

function endpointOf({ method, path }: Call): string {
  return `${method} ${path}`;
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
