import * as z from 'zod/mini';
import type { InvitationResult } from '../../contract/rest-api';
import { accountIdSchema } from '../../domain/ids';
import type { AccountId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { ownStatus, refusalAnswer } from '../../domain/reasons';
import type { Reply } from '../../contract/reply';
import { describe } from '../../i18n/translate';
import type { Procedure, GuardPorts } from '../../features/authorization/guard';
import { reasonOfError } from '../../features/authorization/unexpected';
import { refOf } from '../../features/script-api/organization-ref';
import { readInvitation } from '../../features/script-api/parse-request';
import { SCRIPT_ANSWERS, SCRIPT_BODY_MAX } from '../../contract/script-api';
import { projectNamed } from '../../features/policy/named-project';
import { apiInvitation, apiOrganizations } from './api-procedures';
import { sendInvitations } from '../pages/project-page';
import { portsFor, RESOLVER_BUDGET_MS } from '../ports';
import { readOnce } from '../read-once';
import type { Functions } from '../../contract/procedures';

/**
 * What Forge hands to the function of an API route. Its shape is not documented (Preview); it is read as that of a
 * web trigger, with the person of the token as the principal.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/api-route/
 */
const requestSchema = z.object({
  path: z.optional(z.string()),
  body: z.optional(z.string()),
  queryParameters: z.optional(z.record(z.string(), z.array(z.string()))),
});
const backendSchema = z.object({ principal: z.object({ accountId: accountIdSchema }) });

interface ApiAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

interface ApiCall {
  readonly actor: AccountId;
  readonly path: string;
  readonly body: string;
  readonly query: (name: string) => string | undefined;
  readonly ports: GuardPorts;
}

/** `POST /invitations`: the main job for one person, with an answer that says every step. */
export const apiInvite = apiRoute(async ({ actor, body, ports }) => {
  if (Buffer.byteLength(body) > SCRIPT_BODY_MAX)
    return failed(413, reason('invalid-input', { detail: 'body' }));
  const read = readInvitation(body);
  if (!read.ok) return failed(400, read.reason);
  const { email, displayName, organization, project, notify = false, endsAt } = read.data;
  const reply = await run(sendInvitations, project, actor, ports, {
    people: [{ email, ...(displayName !== undefined && { displayName }) }],
    organizations: organization === undefined ? [] : [refOf(organization)],
    notify,
    ...(endsAt !== undefined && { endsAt }),
  });
  if (!reply.ok) return refused(reply);
  const [outcome] = reply.data.outcomes;
  if (!outcome) return failed(500, reason('unexpected'));
  const { state, steps, accountId, id } = outcome;
  const made = steps.some(({ step, change }) => step === 'account' && change === 'made');
  const result: InvitationResult = {
    state,
    ...(accountId && { accountId }),
    ...(outcome.reason && { reason: { code: outcome.reason.code, ...describe(outcome.reason) } }),
    steps: steps.map(({ reason: why, organization, ...step }) => ({
      ...step,
      ...(organization && { organization: { id: organization.id, name: organization.name } }),
      ...(why && { reason: why.code }),
    })),
    ...(id && { id }),
  };
  if (state === 'failed') {
    return json(outcome.reason ? SCRIPT_ANSWERS[refusalAnswer(outcome.reason.code)].status : 502, result);
  }
  return json(state === 'attention' ? 202 : made ? 201 : 200, result);
});

/** `GET /invitations/{id}?project=SUP`. */
export const apiShowInvitation = apiRoute(async ({ actor, path, query, ports }) => {
  const id = decoded(path.split('/').at(-1) ?? '');
  const reply = await run(apiInvitation, query('project'), actor, ports, { id });
  return reply.ok ? json(200, reply.data) : refused(reply);
});

/** `GET /organizations?project=SUP`. */
export const apiListOrganizations = apiRoute(async ({ actor, query, ports }) => {
  const reply = await run(apiOrganizations, query('project'), actor, ports, {});
  return reply.ok ? json(200, reply.data) : refused(reply);
});

/** An API route acts for the person of the token, as if they were at a screen. */
function apiRoute(handle: (call: ApiCall) => Promise<ApiAnswer>) {
  return async (request: unknown, backend: unknown): Promise<ApiAnswer> => {
    const principal = backendSchema.safeParse(backend);
    if (!principal.success) return failed(401, reason('not-signed-in'));
    const { path = '', body = '', queryParameters = {} } = requestSchema.safeParse(request).data ?? {};
    const { accountId: actor } = principal.data.principal;
    const ports = portsFor(RESOLVER_BUDGET_MS);
    try {
      return await handle({
        actor,
        path,
        body,
        query: (name) => queryParameters[name]?.[0]?.trim(),
        // One read of the settings serves the project's name and the guard.
        ports: readOnce({ ...ports, callers: { ...ports.callers, user: ports.callers.offline(actor) } }),
      });
    } catch (error) {
      const why = reasonOfError(error, 'api');
      return failed(ownStatus(why.code) ?? 500, why);
    }
  };
}

/** Goes through the guard in the project that the request names: the guard asks Jira about that very project. */
async function run<N extends keyof Functions>(
  procedure: Procedure<N>,
  project: string | undefined,
  accountId: AccountId,
  ports: GuardPorts,
  payload: unknown,
): Promise<Reply<Functions[N]['output']>> {
  const id = (await projectNamed(project ?? '', ports)) ?? '';
  return procedure.run({ payload, context: { accountId, extension: { project: { id } } } }, ports);
}

/** What the guard refuses: who is not allowed and what is not there look alike. */
function refused(reply: Extract<Reply<unknown>, { ok: false }>): ApiAnswer {
  // A project that is off and one where others invite look alike, too.
  if (reply.error.code === 'no-project') return failed(403, reason('not-an-inviter'));
  const { code } = reply.error;
  const status = ownStatus(code) ?? SCRIPT_ANSWERS[refusalAnswer(code)].status;
  return failed(status, reply.error);
}

function failed(status: number, why: Reason): ApiAnswer {
  return json(status, { error: { code: why.code, ...describe(why) } });
}

function json(statusCode: number, body: unknown): ApiAnswer {
  return { statusCode, headers: { 'Content-Type': ['application/json'] }, body: JSON.stringify(body) };
}

/** What is no encoding names nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
