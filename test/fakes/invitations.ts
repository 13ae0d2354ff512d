import type { Invitation } from '../../src/domain/invitation/invitation';
import type { Guest } from '../../src/domain/invitation/check-invitation';
import type { Account } from '../../src/features/invite/find-account';
import type { JiraResult, JiraError } from '../../src/platform/jira/result';
import type { Organization } from '../../src/platform/jira/organizations';
import { accountId, organizationId } from './ids';

/** An invitation of Ada to the desk alone, without an e-mail, but for what is told. */
export function invitation(but: Partial<Invitation> = {}): Invitation {
  return { email: 'ada@acme.example', organizations: [], notify: false, ...but };
}

/** The same, once it has been checked. */
export function guest(but: Partial<Guest> = {}): Guest {
  return {
    address: { email: 'ada@acme.example', domain: 'acme.example' },
    displayName: 'Ada',
    chosen: undefined,
    notify: false,
    ...but,
  };
}

export function account(id: string, accountType = 'customer'): Account {
  return { accountId: accountId(id), accountType };
}

/** An organization that has long been there, but for what is told. */
export function organization(id: string, name: string, but: Partial<Organization> = {}): Organization {
  return { id: organizationId(id), name, scimManaged: false, createdAt: undefined, ...but };
}

export const ACME = organization('11', 'Acme');
export const GLOBEX = organization('12', 'Globex');

/** What Jira told of the organizations linked to the project. */
export function linked(...organizations: Organization[]): JiraResult<readonly Organization[]> {
  return { ok: true, data: organizations };
}

export function refused(
  kind: JiraError['kind'],
  but: Partial<JiraError> = {},
): { ok: false; error: JiraError } {
  return { ok: false, error: { kind, status: 400, detail: '', mayHaveApplied: false, ...but } };
}
