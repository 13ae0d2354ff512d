import { reason } from '../../src/domain/reason';
import { accountFor } from '../../src/features/invite/account';
import type { AccountResult } from '../../src/features/invite/account';
import type { Guest } from '../../src/domain/invitation/check-invitation';
import type { JiraClient } from '../../src/platform/jira/client';
import { DESK } from './ids';
import { account, guest } from './invitations';
import { refusal } from './jira';
import type { FakeJira, Reply, Script } from './jira';
import { LISTED, SEARCH } from './service-desk';

/** What Jira answers where it makes the account, where there is one already, and what its search then finds. */
export const CREATED: Reply = { status: 201, body: { accountId: 'qm:new' } };
export const TAKEN = refusal(409, 'Exists.');
export const FOUND: Reply = {
  status: 200,
  body: [{ accountId: 'qm:old', accountType: 'customer', emailAddress: 'ada@acme.example' }],
};
export const NOBODY: Script = {
  [SEARCH]: { status: 200, body: [] },
  [LISTED]: { status: 200, body: { values: [] } },
};

/** What becomes of the guest's account on such a site, where this app remembers no account unless told. */
export function makeAccount(
  jira: FakeJira,
  but: Partial<Guest> = {},
  { recalled, silent = false }: { recalled?: string; silent?: boolean } = {},
): Promise<AccountResult> {
  return accountFor(guest(but), DESK, {
    privileged: silent ? mayHaveApplied(jira.callers.app) : jira.callers.app,
    app: jira.callers.app,
    mayBeHidden: true,
    accounts: 'create',
    missingAdmin: reason('app-lacks-admin'),
    recall: () => Promise.resolve(recalled === undefined ? undefined : account(recalled)),
  });
}

/** The same caller, after a first try of each call that Jira did not answer. */
function mayHaveApplied(caller: JiraClient): JiraClient {
  return {
    async requestJira(path, init) {
      const answer = await caller.requestJira(path, init);
      return {
        status: answer.status,
        headers: answer.headers,
        text: () => answer.text(),
        mayHaveApplied: true,
      };
    },
  };
}
