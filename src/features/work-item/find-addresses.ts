import { addressKey, parseAddress } from '../../domain/address/address';
import type { AddressSource, FoundAddress } from '../../contract/work-item';
import type { Account, ReadIssue } from '../../platform/jira/issues';
import { textOfDocument } from './adf-text';
import { addressesIn } from './addresses-in';
import type { Written } from './addresses-in';

/** Characters that are read of all texts of a request together: six times what Jira lets one of them hold. */
const TEXT_MAX = 200_000;
/** Addresses that are looked at: a request with more is a list for an import. */
const ADDRESSES_MAX = 1000;

/** Atlassian's own mail: `support@your-site.atlassian.net` is where a service project takes mail in by default. */
const ATLASSIAN_MAIL = ['atlassian.net', 'atlassian.com', 'jira.com'];
/** Mailboxes that are not read. */
const NOBODY =
  /^(no|do-?not|donot|not)[._-]?reply|^noreply|[._-](no|do-?not)[._-]?reply$|^(mailer-daemon|postmaster|bounces?|notifications?|auto-?(reply|confirm|mailer)|daemon|abuse|unsubscribe)([._+-].*)?$/iu;
/** What a service desk's own address is called, where its domain is that of the people who work here. */
const DESK =
  /^(support|help|help-?desk|service|service-?desk|it|it-?(support|help)|jira|tickets?|requests?|info)$/iu;

/**
 * The addresses that a request speaks of, the likeliest first: its reporter's, those in fields that hold addresses, in the
 * description, in comments. Makes no call: who of them is a customer already is found out apart.
 *
 * Left out: the project's own address, as far as it can be told (Jira shows it only to those who administer projects),
 * no-reply addresses, and those of people who work on the request.
 */
export function findAddresses(issue: ReadIssue): readonly FoundAddress[] {
  const staff = staffOf(issue);
  const own = new Set(staff.map(addressKey));
  const ownDomains = new Set(staff.map(domainOf));
  const isOurs = ({ email, domain }: Written): boolean =>
    own.has(addressKey(email)) ||
    ATLASSIAN_MAIL.some((mail) => domain === mail || domain.endsWith(`.${mail}`)) ||
    NOBODY.test(localPartOf(email)) ||
    (ownDomains.has(domain) && isDeskName(localPartOf(email), issue.projectKey));

  const found = new Map<string, FoundAddress>();
  let looked = 0;
  for (const [source, written] of saidIn(issue)) {
    looked += 1;
    if (looked > ADDRESSES_MAX) break;
    if (isOurs(written)) continue;
    const key = addressKey(written.email);
    const before = found.get(key);
    const displayName = before?.displayName ?? written.displayName;
    const sources = before?.sources ?? [];
    found.set(key, {
      email: before?.email ?? written.email,
      domain: written.domain,
      ...(displayName !== undefined && { displayName }),
      sources: sources.includes(source) ? sources : [...sources, source],
    });
  }
  return [...found.values()];
}

function* saidIn(issue: ReadIssue): Generator<readonly [AddressSource, Written]> {
  if (issue.reporter) for (const each of fromAccount(issue.reporter)) yield ['reporter', each];
  let left = TEXT_MAX;
  for (const [source, value] of textsOf(issue)) {
    const text = textOfDocument(value, left);
    // Also what holds no text takes its time.
    left -= Math.max(text.length, 1);
    if (left < 0) return;
    for (const each of addressesIn(text)) yield [source, each];
  }
}

/** Plain texts and documents. Of people in a field each has an account, and is no text. */
function* textsOf({
  fields,
  description,
  comments,
}: ReadIssue): Generator<readonly [AddressSource, unknown]> {
  for (const value of fields) {
    if (!Array.isArray(value)) yield ['field', value];
    else for (const each of value) if (typeof each === 'string') yield ['field', each];
  }
  yield ['description', description];
  for (const { body } of comments) yield ['comment', body];
}

function fromAccount({ accountType, displayName, email }: Account): readonly Written[] {
  const parsed = parseAddress(email ?? '');
  if (!parsed.ok || accountType === 'app') return [];
  // Jira calls a sender whose name it does not know by the address.
  const isNamed = displayName !== '' && addressKey(displayName) !== addressKey(parsed.data.email);
  return [{ ...parsed.data, ...(isNamed && { displayName }) }];
}

/** Who works on it: the assignee, and each commenter with an Atlassian account who is not its reporter. */
function staffOf({ assignee, reporter, comments }: ReadIssue): readonly string[] {
  const authors = comments.flatMap(({ author }) => author ?? []);
  return [...(assignee ? [assignee] : []), ...authors]
    .filter(({ accountType }) => accountType === 'atlassian')
    .filter(({ accountId }) => accountId !== reporter?.accountId)
    .flatMap(({ email }) => email ?? []);
}

function isDeskName(localPart: string, projectKey: string): boolean {
  return DESK.test(localPart) || localPart.toLowerCase() === projectKey.toLowerCase();
}

function localPartOf(email: string): string {
  return email.slice(0, email.lastIndexOf('@'));
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
