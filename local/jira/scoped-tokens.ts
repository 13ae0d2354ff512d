import type { Person, SiteState } from './state';

/** Beginnings of the tokens with scopes that everybody with a role has; the role follows. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  /** What the command line asks for, and no more. */
  'local-scoped-token-': [
    'manage:servicedesk-customer',
    'read:servicedesk-request',
    'read:jira-user',
    'read:jira-work',
  ],
  'local-narrow-token-': ['read:jira-user'],
};

export interface TokenHolder {
  readonly person: Person;
  readonly scopes: readonly string[];
}

/** Whose token with scopes a header holds, with their address (Basic) or without (Bearer). */
export function tokenHolder(header: string, state: SiteState): TokenHolder | undefined {
  const [, kind = '', value = ''] = /^(Basic|Bearer) (\S+)$/i.exec(header) ?? [];
  if (kind.toLowerCase() === 'bearer') return holderOf(value, [...state.people.values()]);
  const [email = '', ...token] = Buffer.from(value, 'base64').toString().split(':');
  return holderOf(token.join(':'), state.withEmail(email));
}

function holderOf(token: string, people: readonly Person[]): TokenHolder | undefined {
  for (const [beginning, scopes] of Object.entries(SCOPES)) {
    const person = people.find(
      ({ active, role }) => active && role !== undefined && token === `${beginning}${role}`,
    );
    if (person) return { person, scopes };
  }
  return undefined;
}
