import { narrowed } from './full-width';
import { isBroken, trimUnseen } from './plain-text';
import { fail, ok } from '../result';
import type { Result } from '../result';
/** Longest local part, in characters (RFC 5321, 4.5.3.1.1). */
const LOCAL_PART_MAX = 64;
/** Longest address, in characters (RFC 5321, 4.5.3.1.3 with erratum 1690). */
const ADDRESS_MAX = 254;
const DOMAIN_MAX = 253;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);
/** RFC 5322; Jira takes no quoted and no international local part. */
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOT_ATOM = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`);

export type AddressProblem =
  | 'address-empty'
  | 'address-control'
  | 'address-space'
  | 'address-no-at'
  | 'address-two-ats'
  | 'address-quoted'
  | 'address-local-too-long'
  | 'address-local'
  | 'address-domain'
  | 'address-too-long'
  | 'text-broken';

export interface Address {
  /** The whole address: local part as typed, domain in lower-case ASCII. */
  readonly email: string;
  readonly domain: string;
}

/**
 * Reads one e-mail address as people type it: trims what cannot be seen, folds full-width characters, lower-cases the
 * domain and turns an international domain into its ASCII form. Says what is wrong with anything else.
 */
export function parseAddress(text: string): Result<Address, AddressProblem> {
  const trimmed = foldWidth(trimUnseen(text));
  const problem = problemOf(trimmed);
  if (problem) return fail(problem);

  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  const domain = asciiDomain(trimmed.slice(at + 1));
  if (!domain) return fail('address-domain');

  const email = `${local}@${domain}`;
  if (email.length > ADDRESS_MAX) return fail('address-too-long');
  return ok({ email, domain });
}

/** Full-width forms of ASCII, as Japanese keyboards type them: `＠` is `@`. */
function foldWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, narrowed);
}

/** The form in which two spellings of one address are equal: Jira compares without regard to case. */
export function addressKey(email: string): string {
  return email.toLowerCase();
}

/**
 * A domain in lower-case ASCII (`bücher.example` becomes `xn--bcher-kva.example`), or `undefined` when it is
 * no public host name: empty, without a dot, an IP address, or with characters that DNS does not know.
 */
export function asciiDomain(text: string): string | undefined {
  if (text === '' || /[\s/:?#@\\%[\]]/.test(text)) return undefined;
  let host: string;
  // What almost every domain is: nothing to be turned into ASCII, or to be checked as such.
  if (/^[A-Za-z0-9.-]+$/.test(text) && !/xn--/i.test(text)) return hostName(text.toLowerCase());
  try {
    host = new URL(`http://${text}`).hostname;
  } catch {
    return undefined;
  }
  return hostName(host);
}

function hostName(host: string): string | undefined {
  return host.length <= DOMAIN_MAX && HOST_NAME.test(host) ? host : undefined;
}

function problemOf(text: string): AddressProblem | undefined {
  if (text === '') return 'address-empty';
  if (isBroken(text)) return 'text-broken';
  const ats = text.split('@').length - 1;
  // Before what stands between two addresses.
  if (ats > 1) return 'address-two-ats';
  if (/\p{Cc}|\p{Cf}/u.test(text)) return 'address-control';
  if (text.startsWith('"')) return 'address-quoted';
  if (/\s/.test(text)) return 'address-space';
  if (ats === 0) return 'address-no-at';

  const local = text.slice(0, text.indexOf('@'));
  if (local.length > LOCAL_PART_MAX) return 'address-local-too-long';
  return DOT_ATOM.test(local) ? undefined : 'address-local';
}
