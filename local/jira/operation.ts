import type { Answer } from './answer';
import type { Caller } from './caller';
import type { SiteState } from './state';

/** A call as an operation sees it. */
export interface Call {
  readonly caller: Caller;
  readonly state: SiteState;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body, or nothing where there is none or it is no JSON. */
  readonly body: unknown;
  /** Names of uploaded files, for the one operation that takes any. */
  readonly files: readonly string[];
  /** Where the site can be reached: for links. */
  readonly base: string;
}

/** One operation of Jira's API, with what Atlassian's specification says of it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As in the specification: `/rest/…/{id}`. */
  readonly path: string;
  /** Sets of OAuth scopes, each of which suffices: the classic ones first, then the granular ones. */
  readonly scopes: readonly (readonly string[])[];
  /** Answers 412 without `X-ExperimentalApi: opt-in`. */
  readonly experimental?: true;
  /** Answers anonymous callers, too; any other operation answers them 401. */
  readonly anonymous?: true;
  /** Points each object in the answer costs, beside 1 for the request. Writes cost 1. */
  readonly pointsPerObject?: number;
  readonly handle: (call: Call) => Answer;
}

/** What a JSON body holds under a name, where it is a string. */
export function stringIn(body: unknown, name: string): string | undefined {
  const value = fieldOf(body, name);
  return typeof value === 'string' ? value : undefined;
}

/** What a JSON body holds under a name, where it is a list of strings. */
export function stringsIn(body: unknown, name: string): string[] | undefined {
  const value = fieldOf(body, name);
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;
}
