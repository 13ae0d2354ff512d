import { deskError, FORBIDDEN, NO_LICENCE, ok } from '../answer';
import type { Answer } from '../answer';
import { canBrowse, isAgentOf, isDeskAdmin, isLicensedAgent } from '../caller';
import type { Issue } from '../issues';
import { stringsIn } from '../operation';
import type { Call, Operation } from '../operation';
import { page } from '../page';
import { customerBean } from './customers';
import { findIssue } from './issues';

const PATH = '/rest/servicedeskapi/request/{issueIdOrKey}/participant';
const READ = ['read:request.participant:jira-service-management', 'read:user:jira'];

export const participantOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: PATH,
    scopes: [['read:servicedesk-request'], READ],
    pointsPerObject: 2,
    handle: (call) => onRequest(call, (issue) => ok(participants(call, issue))),
  },
  {
    method: 'POST',
    path: PATH,
    scopes: [['write:servicedesk-request'], [...READ, 'write:request.participant:jira-service-management']],
    handle: (call) => {
      const found = findIssue(call);
      const may = found && (isAgentOf(call.caller, found.desk) || isDeskAdmin(call.caller, found.desk));
      if (found && !may) return isLicensedAgent(call.caller) ? FORBIDDEN : NO_LICENCE;
      return onRequest(call, (issue) => {
        const accountIds = stringsIn(call.body, 'accountIds') ?? [];
        if (accountIds.some((accountId) => !call.state.people.has(accountId))) {
          return deskError(400, 'One or more participants do not exist.');
        }
        for (const accountId of accountIds) issue.participants.add(accountId);
        return ok(participants(call, issue));
      });
    },
  },
];

function onRequest(call: Call, then: (issue: Issue) => Answer): Answer {
  const found = findIssue(call);
  return found && canBrowse(call.caller, found.desk)
    ? then(found.issue)
    : deskError(404, 'The request does not exist.');
}

function participants(call: Call, issue: Issue): unknown {
  const people = [...issue.participants]
    .map((accountId) => call.state.people.get(accountId))
    .filter((person) => person !== undefined)
    .map((person) => customerBean(person, call.base, call.state.profile.emailsHidden));
  return page(call, PATH, people);
}
