import { UsageError } from './exit';
import type { Io } from './io';

/** Who asks, as the `Authorization` header says it. */
export interface Credentials {
  /** `basic`: an e-mail address with an API token. `bearer`: a token alone, which only the gateway takes. */
  readonly kind: 'basic' | 'bearer';
  readonly authorization: string;
}

/**
 * Reads the credentials from the environment: never from the arguments, which every process of the machine can read.
 *
 * @throws UsageError without the token in it.
 */
export function credentialsIn(env: Io['env']): Credentials {
  const token = (env['GUESTLIST_TOKEN'] ?? '').trim();
  const email = (env['GUESTLIST_EMAIL'] ?? '').trim();
  if (token === '') {
    throw new UsageError('Put the API token into the environment variable GUESTLIST_TOKEN; see --help.');
  }
  // A header takes no other characters, and its error would repeat the token.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new UsageError('GUESTLIST_TOKEN holds characters that no token has. Copy it again.');
  }
  if (email === '') return { kind: 'bearer', authorization: `Bearer ${token}` };
  const encoded = Buffer.from(`${email}:${token}`).toString('base64');
  return { kind: 'basic', authorization: `Basic ${encoded}` };
}
