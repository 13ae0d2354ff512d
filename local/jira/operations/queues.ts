import { deskError, ok } from '../answer';
import type { Answer } from '../answer';
import { agentsAndAdmins, anyoneOnDesk, onDesk } from '../on-desk';
import type { Call, Operation } from '../operation';
import { linkTo, page } from '../page';
import type { Desk } from '../state';

const DESK = '/rest/servicedeskapi/servicedesk/{serviceDeskId}';
const READ = ['read:jira-work'];
const QUEUE_ID = '1';

/** What the service desk group has beside customers, organizations and request types. No requests are kept. */
export const queueOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${DESK}/queue`,
    scopes: [READ, ['read:queue:jira-service-management', 'read:user:jira', 'read:jql:jira']],
    pointsPerObject: 1,
    handle: (call) =>
      onDesk(call, agentsAndAdmins, (desk) => ok(page(call, `${DESK}/queue`, [queueBean(call, desk)]))),
  },
  {
    method: 'GET',
    path: `${DESK}/queue/{queueId}`,
    scopes: [READ, ['read:queue:jira-service-management', 'read:user:jira', 'read:jql:jira']],
    pointsPerObject: 1,
    handle: (call) => onQueue(call, (desk) => ok(queueBean(call, desk))),
  },
  {
    method: 'GET',
    path: `${DESK}/queue/{queueId}/issue`,
    scopes: [READ, ['read:queue:jira-service-management', 'read:user:jira', 'read:issue:jira']],
    pointsPerObject: 1,
    handle: (call) => onQueue(call, () => ok(page(call, `${DESK}/queue/{queueId}/issue`, []))),
  },
  {
    method: 'GET',
    path: `${DESK}/knowledgebase/article`,
    scopes: [['read:knowledgebase:jira-service-management']],
    handle: (call) => {
      // No 404 is documented here.
      if (!call.query.has('query') || !call.state.desk(call.params['serviceDeskId'] ?? '')) {
        return deskError(400, 'A query and the id of a service desk are required.');
      }
      return onDesk(call, anyoneOnDesk, () => ok(page(call, `${DESK}/knowledgebase/article`, [])));
    },
  },
  {
    method: 'POST',
    path: `${DESK}/attachTemporaryFile`,
    scopes: [
      ['write:servicedesk-request'],
      ['read:request.attachment:jira-service-management', 'write:request.attachment:jira-service-management'],
    ],
    handle: (call) =>
      onDesk(call, anyoneOnDesk, () => {
        if (call.files.length === 0) return deskError(400, 'No file was uploaded.');
        const temporaryAttachments = call.files.map((fileName) => ({
          temporaryAttachmentId: `temp${call.state.nextId()}`,
          fileName,
        }));
        return { status: 201, body: { temporaryAttachments } };
      }),
  },
];

function onQueue(call: Call, then: (desk: Desk) => Answer): Answer {
  return onDesk(call, agentsAndAdmins, (desk) =>
    call.params['queueId'] === QUEUE_ID ? then(desk) : deskError(404, 'The queue does not exist.'),
  );
}

function queueBean(call: Call, desk: Desk): unknown {
  return {
    id: QUEUE_ID,
    name: 'All open',
    jql: `project = ${desk.projectKey} AND resolution = Unresolved`,
    fields: ['summary', 'reporter'],
    ...(call.query.get('includeCount') === 'true' ? { issueCount: 0 } : {}),
    _links: { self: `${linkTo(call, `${DESK}/queue`)}/${QUEUE_ID}` },
  };
}
