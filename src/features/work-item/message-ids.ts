import type { Address } from '../../domain/address/address';

/**
 * Headers and attributes whose value is the id of a message or of a part of one, and how a mail links to its pictures. A list
 * of people may be called "References", too: behind it only ids follow directly.
 */
const HEADER =
  /(?:message[-_ ]?id|content-id)["']?[^\S\n]{0,9}[:=]|in-reply-to[^\S\n]{0,9}:|\breferences[^\S\n]{0,9}:(?=\s{0,99}<)|\bcid:(?=\S)/giu;

/** A text without the ids of messages, which look like addresses: `Message-ID: <CAF=abc123@mail.acme.example>`. */
export function withoutMessageIds(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (const { 0: name, index } of text.matchAll(HEADER)) {
    if (index < from) continue;
    kept.push(text.slice(from, index), ' ');
    from = endOfValue(text, index + name.length, name.toLowerCase());
  }
  return [...kept, text.slice(from)].join('');
}

function endOfValue(text: string, at: number, name: string): number {
  if (name.startsWith('references')) return endOfIds(text, at);
  return name.startsWith('in-reply-to') ? endOfReply(text, at) : endOfId(text, at);
}

/** An id may stand without its brackets. */
function endOfId(text: string, at: number): number {
  const bare = /[^\S\n]*["']?[^\s<>"']*/uy;
  return endOfIds(text, endOfMatch(bare, text, at));
}

/** Older programs write whose message it was before its id. */
function endOfReply(text: string, at: number): number {
  const words = /[^<\n]*/uy;
  return endOfIds(text, endOfMatch(words, text, at));
}

/** One behind the other, also on folded lines. */
function endOfIds(text: string, at: number): number {
  const ids = /(?:[\s,]*<[^<>]{0,1000}>)*/uy;
  return endOfMatch(ids, text, at);
}

function endOfMatch(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return at + (sticky.exec(text)?.[0].length ?? 0);
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Local parts that mail programs make: Apple Mail and Thunderbird, Outlook, Gmail, Postfix, Java, Amazon SES, Exchange. */
const MADE = [
  new RegExp(`^${UUID}$`, 'iu'),
  /^(?:[0-9a-f]{6,16}\$){2,4}$/iu,
  /^CA[\w+=-]{38,62}$/u,
  /^\d{14}\.[0-9A-Z]{6,20}$/u,
  /\.JavaMail\./u,
  new RegExp(`^[0-9a-f]{16}-${UUID}-\\d{6}$`, 'iu'),
  /^[A-Z0-9]{8,16}MB[A-Z0-9]{16,40}$/u,
];
/** Hosts that name messages and take none. */
const MADE_AT = /^mail\.gmail\.|\.prod\.(?:outlook|exchangelabs)\.|\bamazonses\.com$/u;

/** Whether what has the form of an address is a message's id by how it is made: no person has such an address. */
export function isMessageId({ email, domain }: Address): boolean {
  const local = email.slice(0, email.lastIndexOf('@'));
  return MADE_AT.test(domain) || MADE.some((form) => form.test(local));
}
