import * as z from 'zod/mini';
import type { JiraAnswer } from './client';
import { parseJson } from '../../domain/parse-json';
import { ok } from '../../domain/result';
import type { Ok } from '../../domain/result';

/** Longest piece of Jira's own words that we pass on, in characters. */
const DETAIL_MAX = 300;
const RETRY_AFTER_MAX = 86_400;

/** Why Jira did not do what was asked, told by the status alone. */
export interface JiraError {
  readonly kind:
    | 'unauthorized'
    | 'forbidden'
    | 'rejected'
    | 'missing'
    | 'conflict'
    | 'busy'
    | 'unavailable'
    | 'out-of-time'
    | 'withdrawn';
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Jira's own words, for the person at the screen only: they may hold an address. */
  readonly detail: string;
  /** Seconds after which Jira will listen again, where it said so. */
  readonly retryAfter?: number;
  /** An earlier try went unanswered, so a `conflict` may be with our own work. */
  readonly mayHaveApplied: boolean;
}

/** Says nothing about what was asked: the same question may be answered in a while. */
export function isPassing({ kind }: JiraError): boolean {
  return kind === 'busy' || kind === 'unavailable' || kind === 'out-of-time';
}

export type JiraResult<T> = Ok<T> | { readonly ok: false; readonly error: JiraError };

/** Status of the answer that stands for "no answer"; see `retry.ts`. */
export const NO_ANSWER = 0;
/** Status of the answer that stands for "not asked: the invocation's time is over". */
export const NO_TIME = -1;
/** Status of the answer that stands for "not asked: it is no longer allowed". */
export const WITHDRAWN = -2;

/** Reads a JSON answer with a status of 2xx, checked against `schema`; any other status is a refusal. */
export async function readAnswer<S extends z.ZodMiniType>(
  answer: JiraAnswer,
  schema: S,
): Promise<JiraResult<z.infer<S>>> {
  const body = await readBody(answer);
  if (!isSuccess(answer.status)) return { ok: false, error: refusalOf(answer, body) };
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return ok(parsed.data);
  return { ok: false, error: { ...refusalOf(answer, ''), kind: 'unavailable' } };
}

/** Reads an answer that carries nothing but its status. */
export async function readStatus(answer: JiraAnswer): Promise<JiraResult<undefined>> {
  if (isSuccess(answer.status)) return ok(undefined);
  return { ok: false, error: refusalOf(answer, await readBody(answer)) };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

async function readBody(answer: JiraAnswer): Promise<string> {
  try {
    return await answer.text();
  } catch {
    return '';
  }
}

function refusalOf(answer: JiraAnswer, body: string): JiraError {
  const { status } = answer;
  const refusal = {
    kind: kindOf(status),
    status: Math.max(status, 0),
    detail: detailOf(body),
    mayHaveApplied: answer.mayHaveApplied ?? false,
  };
  const retryAfter = retryAfterOf(answer);
  return retryAfter === undefined ? refusal : { ...refusal, retryAfter };
}

/** Seconds that the answer asks to wait, at most a day. Jira sends no dates here. */
export function retryAfterOf({ headers }: JiraAnswer): number | undefined {
  const text = headers.get('Retry-After')?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(text) ? Math.min(Number(text), RETRY_AFTER_MAX) : undefined;
}

function kindOf(status: number): JiraError['kind'] {
  switch (status) {
    case NO_TIME:
      return 'out-of-time';
    case WITHDRAWN:
      return 'withdrawn';
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
    case 405:
    case 410:
    case 412:
      return 'missing';
    case 409:
      return 'conflict';
    case 429:
      return 'busy';
    default:
      return status >= 400 && status < 500 ? 'rejected' : 'unavailable';
  }
}

/** A field of another shape than known must not hide the others. */
const known = <S extends z.ZodMiniType>(schema: S) => z.catch(z.nullish(schema), undefined);

const errorBodySchema = z.object({
  // JSM
  errorMessage: known(z.string()),
  // Jira platform: about the request, and about single fields
  errorMessages: known(z.array(z.string())),
  errors: known(z.record(z.string(), z.string())),
  message: known(z.string()),
});

function detailOf(body: string): string {
  const parsed = errorBodySchema.safeParse(parseJson(body));
  if (!parsed.success) return '';
  const { errorMessage, errorMessages, errors, message } = parsed.data;
  const words = [errorMessage, ...(errorMessages ?? []), ...Object.values(errors ?? {}), message];
  return words.filter(Boolean).join(' ').slice(0, DETAIL_MAX);
}
