import { deskError, FORBIDDEN, NO_CONTENT, ok } from '../answer';
import type { Answer } from '../answer';
import { isAgentOf, isDeskAdmin, isLicensedAgent } from '../caller';
import { deletePropertyFrom, propertyIn, propertyKeysOf, setPropertyIn } from '../entity-properties';
import { anyoneOnDesk, onDesk } from '../on-desk';
import { fieldOf, stringIn, stringsIn } from '../operation';
import type { Call, Operation } from '../operation';
import { linkTo, page } from '../page';
import type { Desk, RequestType } from '../state';

const DESK = '/rest/servicedeskapi/servicedesk/{serviceDeskId}';
const ALL = `${DESK}/requesttype`;
const ONE = `${ALL}/{requestTypeId}`;
const READ = [['read:servicedesk-request'], ['read:requesttype:jira-service-management']];
const READ_PROPERTY = 'read:requesttype.property:jira-service-management';

export const requestTypeOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: ALL,
    scopes: READ,
    pointsPerObject: 1,
    handle: (call) =>
      onDesk(call, anyoneOnDesk, (desk) => {
        const wanted = (call.query.get('searchQuery') ?? '').toLowerCase();
        const found = [...desk.requestTypes.values()].filter(({ name, description }) =>
          `${name} ${description}`.toLowerCase().includes(wanted),
        );
        return ok(
          page(
            call,
            ALL,
            found.map((type) => requestTypeBean(type, desk, call.base)),
          ),
        );
      }),
  },
  {
    method: 'POST',
    path: ALL,
    scopes: [['read:requesttype:jira-service-management', 'write:requesttype:jira-service-management']],
    experimental: true,
    handle: (call) =>
      onDesk(call, anyoneOnDesk, (desk) => {
        if (!isDeskAdmin(call.caller, desk)) return FORBIDDEN;
        const name = stringIn(call.body, 'name') ?? '';
        if (name === '') return deskError(400, 'A name is required.');
        const type: RequestType = {
          id: call.state.nextId(),
          name,
          description: stringIn(call.body, 'description') ?? '',
          helpText: stringIn(call.body, 'helpText') ?? '',
          issueTypeId: stringIn(call.body, 'issueTypeId') ?? '',
          properties: new Map(),
        };
        desk.requestTypes.set(type.id, type);
        return ok(requestTypeBean(type, desk, call.base));
      }),
  },
  {
    method: 'POST',
    path: `${ALL}/permissions/check`,
    scopes: READ,
    anonymous: true,
    experimental: true,
    handle: checkPermissions,
  },
  {
    method: 'GET',
    path: ONE,
    scopes: READ,
    anonymous: true,
    pointsPerObject: 1,
    handle: (call) => onType(call, (type, desk) => ok(requestTypeBean(type, desk, call.base))),
  },
  {
    method: 'DELETE',
    path: ONE,
    scopes: [['manage:jira-project']],
    experimental: true,
    handle: (call) =>
      onType(call, (type, desk) => {
        if (!isDeskAdmin(call.caller, desk)) return FORBIDDEN;
        desk.requestTypes.delete(type.id);
        return NO_CONTENT;
      }),
  },
  {
    method: 'GET',
    path: `${ONE}/field`,
    scopes: READ,
    pointsPerObject: 1,
    handle: (call) =>
      onType(call, (_type, desk) =>
        ok({
          requestTypeFields: [
            {
              fieldId: 'summary',
              name: 'Summary',
              description: '',
              required: true,
              visible: true,
              defaultValues: [],
              validValues: [],
              presetValues: [],
              jiraSchema: { type: 'string', system: 'summary' },
            },
          ],
          canRaiseOnBehalfOf: isAgentOf(call.caller, desk),
          canAddRequestParticipants: isAgentOf(call.caller, desk),
        }),
      ),
  },
  {
    method: 'GET',
    path: `${ONE}/property`,
    scopes: [['read:servicedesk-request'], [READ_PROPERTY]],
    experimental: true,
    handle: (call) =>
      onVisibleType(call, ({ properties }) =>
        ok(propertyKeysOf(properties, linkTo(call, `${ONE}/property`))),
      ),
  },
  {
    method: 'GET',
    path: `${ONE}/property/{propertyKey}`,
    scopes: [['read:servicedesk-request'], [READ_PROPERTY]],
    experimental: true,
    handle: (call) =>
      onVisibleType(call, ({ properties }) => propertyIn(properties, call.params['propertyKey'] ?? '')),
  },
  {
    method: 'PUT',
    path: `${ONE}/property/{propertyKey}`,
    scopes: [['manage:jira-project'], [READ_PROPERTY, 'write:requesttype.property:jira-service-management']],
    experimental: true,
    handle: (call) =>
      onType(call, ({ properties }, desk) =>
        mayWriteProperties(call, desk)
          ? setPropertyIn(properties, call.params['propertyKey'] ?? '', call.body)
          : FORBIDDEN,
      ),
  },
  {
    method: 'DELETE',
    path: `${ONE}/property/{propertyKey}`,
    scopes: [['manage:jira-project'], [READ_PROPERTY, 'delete:requesttype.property:jira-service-management']],
    experimental: true,
    handle: (call) =>
      onType(call, ({ properties }, desk) =>
        mayWriteProperties(call, desk)
          ? (deletePropertyFrom(properties, call.params['propertyKey'] ?? '') ?? NO_CONTENT)
          : FORBIDDEN,
      ),
  },
  {
    method: 'GET',
    path: `${DESK}/requesttypegroup`,
    scopes: READ,
    pointsPerObject: 1,
    handle: (call) =>
      onDesk(call, anyoneOnDesk, () =>
        ok(page(call, `${DESK}/requesttypegroup`, [{ id: '1', name: 'General' }])),
      ),
  },
];

const MISSING_TYPE = deskError(404, 'The request type does not exist.');

function onType(call: Call, then: (type: RequestType, desk: Desk) => Answer): Answer {
  return onDesk(call, anyoneOnDesk, (desk) => {
    const type = desk.requestTypes.get(call.params['requestTypeId'] ?? '');
    return type ? then(type, desk) : MISSING_TYPE;
  });
}

/** For operations that document no 403: what the caller may not see is not there. */
function onVisibleType(call: Call, then: (type: RequestType) => Answer): Answer {
  const answer = onType(call, then);
  return answer.status === 403 ? MISSING_TYPE : answer;
}

/** "Jira project administrator with a Jira Service Management agent license." */
function mayWriteProperties({ caller }: Call, desk: Desk): boolean {
  return isDeskAdmin(caller, desk) && isLicensedAgent(caller);
}

/** The caller's own permissions; those of others are not modelled. */
function checkPermissions(call: Call): Answer {
  const desk = call.state.desk(call.params['serviceDeskId'] ?? '');
  const wanted = stringsIn(call.body, 'permissions') ?? [];
  const ids = fieldOf(call.body, 'requestTypeIds');
  const asked = Array.isArray(ids) ? ids.map(Number) : [];
  if (!desk) return deskError(400, 'The service desk does not exist.');
  if (wanted.length === 0) return deskError(400, 'Name at least one permission.');
  if (asked.length > 50) return deskError(400, 'At most 50 request types can be checked.');
  if (!anyoneOnDesk(call.caller, desk)) return deskError(401, 'You may not see this service desk.');
  const known = asked.filter((id) => desk.requestTypes.has(String(id)));
  return ok({
    ...(wanted.includes('canAdminister') && { canAdminister: isDeskAdmin(call.caller, desk) ? known : [] }),
    ...(wanted.includes('canCreateRequest') && { canCreateRequest: known }),
  });
}

function requestTypeBean(type: RequestType, desk: Desk, base: string): unknown {
  return {
    _expands: [],
    id: type.id,
    name: type.name,
    description: type.description,
    helpText: type.helpText,
    issueTypeId: type.issueTypeId,
    serviceDeskId: desk.id,
    portalId: desk.id,
    groupIds: ['1'],
    icon: { id: '10516', _links: { iconUrls: {} } },
    _links: { self: `${base}/rest/servicedeskapi/servicedesk/${desk.id}/requesttype/${type.id}` },
  };
}
