import { parseKey } from '../api-keys/secret';
import { SCRIPT_BODY_MAX, scriptInvitationSchema } from '../../contract/script-api';
import type { ScriptAnswer, ScriptInvitation } from '../../contract/script-api';
import type { KeyId } from '../../domain/actor';

/** A request as Forge hands it to a web trigger's function. */
export interface ScriptRequest {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly body?: string | undefined;
}

export type ReadRequest =
  | {
      readonly ok: true;
      readonly key: { readonly id: KeyId; readonly secret: string };
      readonly onceName: string | undefined;
      readonly body: string;
    }
  | { readonly ok: false; readonly answer: ScriptAnswer };

/** Visible ASCII, as HTTP allows in a header without quotes. */
const ONCE_NAME = /^[\x21-\x7e]{1,200}$/;

/**
 * What can be said of a request without asking anybody. A header that stands twice is refused: which of the two is
 * meant, nobody can know.
 */
export function readRequest({ method, headers = {}, body = '' }: ScriptRequest): ReadRequest {
  if (method !== 'POST') return refused('invalid');
  if (Buffer.byteLength(body) > SCRIPT_BODY_MAX) return refused('too-large');
  // No key holds a comma: some proxies join a header that stands twice with one.
  const authorization = valuesOf(headers, 'authorization').flatMap((value) => value.split(','));
  const onceNames = valuesOf(headers, 'idempotency-key');
  if (authorization.length > 1 || onceNames.length > 1) return refused('invalid');
  const [onceName] = onceNames;
  if (onceName !== undefined && !ONCE_NAME.test(onceName)) return refused('invalid');

  const [, sent = ''] = /^Bearer +(\S+)$/i.exec(authorization[0]?.trim() ?? '') ?? [];
  const key = parseKey(sent);
  return key ? { ok: true, key, onceName, body } : refused('unauthorized');
}

/** The invitation in a body, or how it is refused. */
export function readInvitation(
  body: string,
):
  | { readonly ok: true; readonly invitation: ScriptInvitation }
  | { readonly ok: false; readonly answer: ScriptAnswer } {
  const read = scriptInvitationSchema.safeParse(parseJson(body));
  if (!read.success) return refused('invalid');
  return { ok: true, invitation: read.data };
}

/** Names of headers are compared without regard to case. */
function valuesOf(headers: NonNullable<ScriptRequest['headers']>, wanted: string): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === wanted)
    .flatMap(([, values]) => values);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refused(answer: ScriptAnswer): { readonly ok: false; readonly answer: ScriptAnswer } {
  return { ok: false, answer };
}
