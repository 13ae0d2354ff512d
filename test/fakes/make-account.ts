import { reason } from '../../src/domain/reason';
import { accountFor } from '../../src/features/invite/account';
import type { AccountResult } from '../../src/features/invite/account';
import type { Guest } from '../../src/domain/invitation/check-invitation';
import type { JiraClient } from '../../src/platform/jira/client';
import { DESK } from './ids';
import { account, guest } from './invitations';
import type { FakeJira } from './jira';

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
