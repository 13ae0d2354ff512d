import { deskReason, organizationReason } from './enrol-reasons';
import type { JiraError } from '../../platform/jira/result';
import { account, refused } from '../../../test/fakes/invitations';

test.each<[JiraError['kind'], string, string]>([
  ['forbidden', 'customer', 'desk-refused'],
  ['forbidden', 'atlassian', 'lacks-customer-role'],
  ['forbidden', 'unknown', 'lacks-customer-role'],
  ['rejected', 'atlassian', 'rejected-by-jira'],
  ['busy', 'customer', 'jira-busy'],
])('a desk that answers %s for an account of type %s: %s', (kind, accountType, code) => {
  expect(deskReason(refused(kind).error, account('a', accountType)).code).toBe(code);
});

test.each<[JiraError['kind'], string]>([
  ['forbidden', 'organization-refused'],
  ['missing', 'organization-gone'],
  ['rejected', 'rejected-by-jira'],
  ['unavailable', 'jira-unavailable'],
])('an organization that answers %s: %s', (kind, code) => {
  expect(organizationReason(refused(kind).error).code).toBe(code);
});
