import { parseKey } from '../api-keys/secret';
import { SCRIPT_BODY_MAX, scriptInvitationSchema } from '../../contract/script-api';
import type { ScriptAnswer, ScriptInvitation } from '../../contract/script-api';
import type { KeyId } from '../../domain/actor';
import { isBroken } from '../../domain/address/plain-text';
import { readPerson } from '../../domain/invitation/read-person';
import { parseJson } from '../../domain/parse-json';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';

/** A request as Forge hands it to a web trigger's function. */
export interface ScriptRequest {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly body?: string | undefined;
}

export interface ReadRequest {
  readonly key: { readonly id: KeyId; readonly secret: string };
  readonly onceName: string | undefined;
  readonly body: string;
}

/** Visible ASCII, as HTTP allows in a header without quotes. */
const ONCE_NAME = /^[\x21-\x7e]{1,200}$/;

/**
 * What can be said of a request without a call. A header that stands twice is refused: it cannot be told which of the
 * two is meant.
 */
export function readRequest({
  method,
  headers = {},
  body = '',
}: ScriptRequest): Result<ReadRequest, ScriptAnswer> {
  if (method !== 'POST') return fail('invalid');
  if (Buffer.byteLength(body) > SCRIPT_BODY_MAX) return fail('too-large');
  // No key holds a comma: some proxies join a header that stands twice with one.
  const authorization = valuesOf(headers, 'authorization').flatMap((value) => value.split(','));
  const onceNames = valuesOf(headers, 'idempotency-key');
  if (authorization.length > 1 || onceNames.length > 1) return fail('invalid');
  const [onceName] = onceNames;
  if (onceName !== undefined && !ONCE_NAME.test(onceName)) return fail('invalid');

  const [, sent = ''] = /^Bearer +(\S+)$/i.exec(authorization[0]?.trim() ?? '') ?? [];
  const key = parseKey(sent);
  return key ? ok({ key, onceName, body }) : fail('unauthorized');
}

/** The invitation in a body, or what is wrong with it: the field that is, and nothing of what it holds. */
export function readInvitation(body: string): Result<ScriptInvitation> {
  const json = parseJson(body);
  // UTF-16 that was read as UTF-8 has a NUL beside each letter, and no JSON has one.
  if (json === undefined && (body.includes('\0') || isBroken(body))) return fail(reason('text-broken'));
  const read = scriptInvitationSchema.safeParse(json);
  if (read.success) return ok({ ...read.data, ...readPerson(read.data) });
  return fail(reason('invalid-input', { detail: placeOf(read.error.issues) }));
}

function placeOf([issue]: readonly { readonly path: readonly PropertyKey[] }[]): string {
  const place = issue?.path.map(String).join('.').slice(0, 100) ?? '';
  return place === '' ? 'body' : place;
}

/** Names of headers are compared without regard to case. */
function valuesOf(headers: NonNullable<ScriptRequest['headers']>, wanted: string): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === wanted)
    .flatMap(([, values]) => values);
}
