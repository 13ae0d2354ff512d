import { asciiDomain } from '../../src/domain/address/address';
import { providerDomain } from '../../src/domain/address/typo';
import type { MessageKey } from '../../src/i18n/translate';

interface WrongDomain {
  readonly text: string;
  readonly why: Extract<MessageKey, `domains.wrong.${string}`>;
  /** `gmail.com` for `gmail`. */
  readonly meant?: string;
}

export interface DomainList {
  /** In ASCII, each once, in the order typed. */
  readonly domains: readonly string[];
  readonly wrong: readonly WrongDomain[];
}

/**
 * Reads domains as they are typed or pasted: one a line, or separated by commas, semicolons or spaces. `*.acme.example`
 * and `@acme.example` mean `acme.example`, which stands for its sub-domains anyway; so does `https://acme.example/page`.
 */
export function readDomainList(text: string): DomainList {
  const domains = new Set<string>();
  const wrong: WrongDomain[] = [];
  for (const piece of text.split(/[\s,;]+/u).filter(Boolean)) {
    const bare = withoutAddress(piece)
      .replace(/^(\*?\.|@)/, '')
      .replace(/\.$/, '');
    const domain = asciiDomain(bare);
    const meant = providerDomain(bare);
    if (domain) domains.add(domain);
    else if (meant !== undefined) wrong.push({ text: bare, why: 'domains.wrong.meant', meant });
    else if (isTopLevel(bare)) wrong.push({ text: bare, why: 'domains.wrong.top' });
    else wrong.push({ text: piece, why: 'domains.wrong.no-domain' });
  }
  return { domains: [...domains], wrong };
}

/** `http://bar.example/x` is read as `bar.example`. */
function withoutAddress(text: string): string {
  return /^https?:\/\/([^/?#:]+)/iu.exec(text)?.[1] ?? text;
}

/** `com`: asked as a name below it, which is a domain exactly then. */
function isTopLevel(text: string): boolean {
  return !text.includes('.') && asciiDomain(`company.${text}`) !== undefined;
}
