import { isWithinEdits } from '../nearly';

/** Where most people without a company's address have theirs; and real domains that are near to these. */
const COMMON =
  'gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.jp hotmail.com hotmail.de hotmail.fr ' +
  'hotmail.es hotmail.co.uk live.com live.de live.fr msn.com yahoo.com yahoo.de yahoo.fr yahoo.es yahoo.co.uk yahoo.co.jp ' +
  'ymail.com icloud.com aol.com aol.de mail.com email.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de ' +
  'freenet.de orange.fr wanadoo.fr laposte.net free.fr sfr.fr proton.me protonmail.com fastmail.com docomo.ne.jp ' +
  'ezweb.ne.jp softbank.ne.jp comcast.net verizon.net btinternet.com telefonica.es libero.it qq.com 163.com 126.com ' +
  'naver.com daum.net yandex.ru mail.ru bk.ru inbox.ru rambler.ru';
const DOMAINS: readonly string[] = COMMON.split(' ');

/** Below that, other domains are as near as a typo. */
const LENGTH_MIN = 8;

/**
 * The domain that may be meant where one looks like a typo of a common one, or of one that the policy names.
 *
 * @param known domains of the policy.
 */
export function likelyDomain(domain: string, known: readonly string[] = []): string | undefined {
  const all = [...known, ...DOMAINS];
  if (domain.length < LENGTH_MIN || all.includes(domain)) return undefined;
  // One edit: two make another company's domain of most.
  return all.find((each) => each.length >= LENGTH_MIN && isWithinEdits(domain, each, 1));
}

/** Whether everybody can get an address there, so that it says nothing of a company. */
export function isProvider(domain: string): boolean {
  return DOMAINS.includes(domain);
}

/** `gmail.com` for `gmail`: the first common domain of that name. */
export function providerDomain(name: string): string | undefined {
  return DOMAINS.find((each) => each.split('.')[0] === name.toLowerCase());
}
