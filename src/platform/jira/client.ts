import { asApp, asUser } from '@forge/api';
import type { RequestInit, Route } from '@forge/api';
import type { AccountId } from '../../domain/ids';

/** What Jira answered; the body may be empty, or no JSON at all. */
export interface JiraAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  /** An earlier try of the same call went unanswered: it may have done the work. */
  readonly mayHaveApplied?: boolean;
  /** When the first try of the same call went out that got no answer, in ms since 1970. */
  readonly silentSince?: number | undefined;
  /** When the try went out that this answers, in ms since 1970. */
  readonly askedAt?: number;
}

/** An account in whose name Jira is called. The method bears Forge's own name so that `forge lint` sees each call. */
export interface JiraClient {
  /** @param mayGoOn asked right before each try, so also after a wait; where it says no, nothing is asked. */
  requestJira(path: Route, init?: RequestInit, mayGoOn?: () => Promise<boolean>): Promise<JiraAnswer>;
}

/** A caller that asks first whether it still may. */
export function only(caller: JiraClient, mayGoOn: () => Promise<boolean>): JiraClient {
  return {
    requestJira(path, init, ask = mayGoOn) {
      return caller.requestJira(path, init, ask);
    },
  };
}

/** The app itself, with the scopes granted at install. */
export function callerApp(): JiraClient {
  return asApp();
}

/** The person at the screen. */
export function callerUser(): JiraClient {
  return asUser();
}

/**
 * A person who is not at the screen, by offline impersonation.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/permissions/
 */
export function callerOffline(accountId: AccountId): JiraClient {
  return asUser(accountId);
}

/** Headers and body of a JSON request. */
export function json(
  body: unknown,
  headers: Record<string, string> = {},
): { headers: Record<string, string>; body: string } {
  return {
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** Opts in to operations that Atlassian marks experimental; harmless on others. */
export const EXPERIMENTAL = { 'X-ExperimentalApi': 'opt-in' };
