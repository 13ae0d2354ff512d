import { ANONYMOUS } from './caller';
import type { Caller } from './caller';
import type { SiteState } from './state';

/** The caller whose credentials a header holds: anonymous without a header, `undefined` where they are wrong. */
export function basicCaller(header: string | undefined, state: SiteState): Caller | undefined {
  if (header === undefined) return ANONYMOUS;
  const encoded = /^Basic (.+)$/i.exec(header)?.[1] ?? '';
  const [email = '', ...token] = Buffer.from(encoded, 'base64').toString().split(':');
  const person = state
    .withEmail(email)
    .find(({ apiToken }) => apiToken !== undefined && apiToken === token.join(':'));
  return person?.active ? { as: 'basic', person } : undefined;
}
