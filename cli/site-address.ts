import { UsageError } from './exit';

/** Where tokens with scopes are taken. @see https://support.atlassian.com/user-management/docs/manage-api-tokens-for-service-accounts/ */
const GATEWAY = 'https://api.atlassian.com';
/** The token goes there, so no other host is taken: a slip of the finger must not hand it to a stranger. */
const CLOUD_HOST = /^[a-z0-9-]+\.(?:atlassian\.net|jira\.com)$/;
const LOOPBACK = ['127.0.0.1', 'localhost'];

export interface SiteAddress {
  /** `https://acme.atlassian.net` */
  readonly origin: string;
  /** Where the gateway is: beside the local site, since that plays both. */
  readonly gateway: string;
}

/** @throws UsageError when it is the address of no Jira Cloud site. */
export function siteAddress(text: string): SiteAddress {
  const url = parse(text);
  if (url && LOOPBACK.includes(url.hostname) && url.protocol === 'http:') {
    return { origin: url.origin, gateway: url.origin };
  }
  if (url?.protocol === 'https:' && url.port === '' && CLOUD_HOST.test(url.hostname)) {
    return { origin: url.origin, gateway: GATEWAY };
  }
  throw new UsageError('--site takes the address of a Jira Cloud site, such as https://acme.atlassian.net.');
}

/** Only its origin counts; a name or a password in an address is a sign that something else was pasted. */
function parse(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.username === '' && url.password === '' ? url : undefined;
}
