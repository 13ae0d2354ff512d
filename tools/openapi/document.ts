import { SCRIPT_ANSWERS, SCRIPT_BODY_MAX, scriptAnswerBody } from '../../src/contract/script-api';
import type { ScriptAnswer } from '../../src/contract/script-api';
import { componentSchemas } from './schemas';
import type { Json } from './schemas';

/** What is not in the schemas. */
export interface About {
  readonly version: string;
  /** What each scope in `custom-scopes.yaml` is for. */
  readonly scopes: Readonly<Record<string, string>>;
}

/** The OpenAPI description of the script's door and of the REST API. @see docs/scripts.md */
export function openApiDocument({ version, scopes }: About): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Guestlist',
      version,
      description:
        'Invites customers to Jira service spaces. `POST /` is the script endpoint: it takes an API key, and answers in eleven fixed ways. The rest is a REST API with OAuth 2.0 (3LO), which is off until a site admin enables it.',
    },
    servers: [REST_API],
    paths: {
      '/': { servers: [SCRIPT_DOOR], post: scriptDoor() },
      '/invitations': { post: invite() },
      '/invitations/{id}': { get: showInvitation() },
      '/organizations': { get: listOrganizations() },
    },
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key that a Jira admin made: `gl_…`.' },
        oauth: {
          type: 'oauth2',
          description: 'Acts for the person who grants it, through the same checks as the screens.',
          flows: {
            authorizationCode: {
              authorizationUrl: 'https://auth.atlassian.com/authorize',
              tokenUrl: 'https://auth.atlassian.com/oauth/token',
              scopes,
            },
          },
        },
      },
    },
  };
}

const SCRIPT_DOOR = {
  url: '{address}',
  description: 'The address that is shown with the API key.',
  variables: {
    address: {
      default: 'https://00000000-0000-4000-8000-000000000000.webtrigger.atlassian.app/public/example',
    },
  },
};

/** @see https://developer.atlassian.com/platform/forge/access-rest-apis-exposed-by-a-forge-app/ */
const REST_API = {
  url: 'https://api.atlassian.com/svc/jira/{cloudId}/apps/{appId}_{environmentId}',
  description: 'App REST APIs of Forge.',
  variables: {
    cloudId: { default: '00000000-0000-4000-8000-000000000000', description: 'Of the site.' },
    appId: { default: '00000000-0000-4000-8000-000000000000', description: 'Of the app.' },
    environmentId: {
      default: '00000000-0000-4000-8000-000000000000',
      description: 'Of the environment in which the app is deployed.',
    },
  },
};

const PROJECT = {
  name: 'project',
  in: 'query',
  required: true,
  description: 'Key or id of the service space.',
  schema: { type: 'string' },
};

const BODY = {
  required: true,
  description: `At most ${SCRIPT_BODY_MAX / 1024} KB. An unknown field is refused.`,
  content: json(ref('Invitation'), { email: 'ada@acme.example', space: 'SUP', organization: 'Acme' }),
};

function scriptDoor(): Json {
  return {
    operationId: 'inviteWithKey',
    summary: 'Invite one customer with an API key',
    security: [{ key: [] }],
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        description:
          'Names what is to be done: with the same body, the same answer for 24 hours, and nothing is done twice; with another body, 422.',
        schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
      },
    ],
    requestBody: BODY,
    responses: Object.fromEntries(statuses().map((status) => [status, fixedAnswer(status)])),
  };
}

function statuses(): readonly number[] {
  return [...new Set(Object.values(SCRIPT_ANSWERS).map(({ status }) => status))];
}

/** The bodies that a status has, each always the same; two where a request is accepted, or needs a person. */
function fixedAnswer(wanted: number): Json {
  const answers = Object.entries(SCRIPT_ANSWERS).filter(([, { status }]) => status === wanted);
  const bodies = answers.map(([answer]) => JSON.parse(scriptAnswerBody(answer as ScriptAnswer)) as Json);
  const [only, ...others] = bodies;
  const description = answers.map(([, { message }]) => message).join(' Or: ');
  if (only && others.length === 0) return { description, content: json({ const: only }, only) };
  const examples = Object.fromEntries(
    answers.map(([answer], place) => [answer, { value: bodies[place] ?? {} }]),
  );
  return { description, content: { 'application/json': { schema: { enum: bodies }, examples } } };
}

function invite(): Json {
  const result = [ref('InvitationResult')];
  const refusedOrFailed = [ref('InvitationResult'), ref('Error')];
  return {
    operationId: 'invite',
    summary: 'Invite one customer',
    security: [{ oauth: ['write:invitation:custom'] }],
    requestBody: BODY,
    responses: responses({
      200: ['The customer already existed and is added.', result],
      201: ['The customer was created and added.', result],
      202: ['Something is left for a person to look at: see `steps`.', result],
      400: ['The body is not understood.', [ref('Error')]],
      ...NOBODY,
      403: ['The person or the policy does not allow this.', refusedOrFailed],
      413: ['The body is larger than 16 KB.', [ref('Error')]],
      422: ['A field is not acceptable.', refusedOrFailed],
      429: ['Too many requests, or the quota of the day is used up.', refusedOrFailed],
      502: ['Jira could not do it: try again later.', refusedOrFailed],
      ...UNAVAILABLE,
    }),
  };
}

function showInvitation(): Json {
  return {
    operationId: 'showInvitation',
    summary: 'What became of an invitation',
    security: [{ oauth: ['read:invitation:custom'] }],
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 200 } },
      PROJECT,
    ],
    responses: responses({
      200: ['As the audit log keeps it, without an address.', [ref('KeptInvitation')]],
      400: ['The id is too long.', [ref('Error')]],
      ...NOBODY,
      ...NOT_ALLOWED,
      404: ['The space has no such invitation, or no longer.', [ref('Error')]],
      ...UNAVAILABLE,
    }),
  };
}

function listOrganizations(): Json {
  return {
    operationId: 'listOrganizations',
    summary: 'Organizations to which customers of the space may be added',
    security: [{ oauth: ['read:organization:custom'] }],
    parameters: [PROJECT],
    responses: responses({
      200: ['Their ids and names.', [ref('Organizations')]],
      ...NOBODY,
      ...NOT_ALLOWED,
      429: ['Too many requests.', [ref('Error')]],
      502: ['Jira could not do it: try again later.', [ref('Error')]],
      ...UNAVAILABLE,
    }),
  };
}

type Answers = Readonly<Record<number, readonly [description: string, schemas: readonly Json[]]>>;

const NOBODY: Answers = { 401: ['The token names nobody.', [ref('Error')]] };
const NOT_ALLOWED: Answers = { 403: ['The person or the policy does not allow this.', [ref('Error')]] };
const UNAVAILABLE: Answers = {
  500: ['Something that nobody foresaw.', [ref('Error')]],
  503: ['Storage or the permission check does not answer: nothing was done.', [ref('Error')]],
};

function responses(answers: Answers): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, [description, schemas]]) => {
      const [only, ...others] = schemas;
      return [status, { description, content: json(others.length > 0 ? { anyOf: schemas } : (only ?? {})) }];
    }),
  );
}

function json(schema: Json, example?: Json): Json {
  return { 'application/json': { schema, ...(example && { example }) } };
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
