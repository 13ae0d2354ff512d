import { accountIdSchema, issueIdSchema, issueKeySchema, projectIdSchema } from '../../src/domain/ids';
import type { Account, ReadIssue } from '../../src/platform/jira/issues';

export function account(email: string | undefined, more: Partial<Account> = {}): Account {
  return {
    accountId: accountIdSchema.parse(`5b10:${(email ?? 'hidden').replace(/[^a-z]/g, '-')}`),
    accountType: 'atlassian',
    displayName: 'Somebody',
    email,
    ...more,
  };
}

export function issue(of: Partial<ReadIssue>): ReadIssue {
  return {
    id: issueIdSchema.parse('20001'),
    key: issueKeySchema.parse('SUP-1'),
    projectId: projectIdSchema.parse('10001'),
    projectKey: 'SUP',
    reporter: undefined,
    assignee: undefined,
    description: null,
    fields: [],
    comments: [],
    ...of,
  };
}
