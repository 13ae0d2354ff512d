import * as z from 'zod/mini';
import type { AuditPorts } from '../audit/append';
import { recordRefusal } from '../audit/refusal';
import { person } from '../../domain/actor';
import {
  accountIdSchema,
  issueIdSchema,
  issueKeySchema,
  organizationIdSchema,
  projectIdSchema,
} from '../../domain/ids';
import type { Functions } from '../../contract/procedures';
import type { ProjectId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { Reply } from '../../contract/reply';
import { projectNamed } from '../policy/named-project';
import { stillHolds } from '../policy/still-holds';
import type { JiraClients } from '../../platform/jira/clients';
import { DEFAULT_POLICY, enabledProject, projectPolicy, wouldInvite } from '../policy/effective';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import type { Audience, Definition, AuthorizedFor, TrustedContext } from './procedure';
import { describeIssues } from './work-item';
import { denyReason, isJiraAdmin, REFUSED_AS } from './permission';
import { reasonOfError } from './unexpected';

/** What the platform hands to a resolver function. */
interface Request {
  readonly payload: unknown;
  readonly context: unknown;
}

export interface GuardPorts extends AuditPorts {
  readonly callers: JiraClients;
  readonly store: Store;
}

/** A function behind its guard: the only form in which one can be given to the platform. */
export interface Procedure<N extends keyof Functions = keyof Functions> {
  readonly name: N;
  readonly audience: Audience;
  run(request: Request, ports: GuardPorts): Promise<Reply<Functions[N]['output']>>;
}

/**
 * Puts a definition behind the guard. In this order: who asks and where, from the trusted context alone; the
 * payload's shape; then, as the user, Jira's word that they may. Only after that does the handler run, and
 * only then can anything be asked as the app.
 */
export function procedure<N extends keyof Functions, A extends Audience, B = undefined>(
  definition: Definition<N, A, B>,
): Procedure<N> {
  const { name, audience } = definition;
  return {
    name,
    audience,
    async run({ payload, context }, ports) {
      try {
        const trusted = trustedContext(audience, context, definition.projectNamed !== undefined);
        if (!trusted.ok) return refused(trusted.reason);
        const input = definition.input.safeParse(payload ?? {});
        if (!input.success) return refused(describeIssues(input.error.issues, payload));
        const place = definition.projectNamed && {
          projectId: await projectNamed(definition.projectNamed(input.data), ports),
        };
        // What is not there and where others invite look alike.
        if (place && place.projectId === undefined) return refused(reason(REFUSED_AS[audience]));
        const where = { ...trusted.data, ...place } as TrustedContext<A>;
        return await runAuthorized(definition, input.data, where, ports);
      } catch (error) {
        return refused(reasonOfError(error, name));
      }
    },
  };
}

async function runAuthorized<N extends keyof Functions, A extends Audience, B>(
  { name, audience, prefetch, handle }: Definition<N, A, B>,
  input: Functions[N]['input'],
  context: TrustedContext<A>,
  ports: GuardPorts,
): Promise<Reply<Functions[N]['output']>> {
  const { callers, store, clock } = ports;
  const readAt = clock.now();
  const settings = store.settings.read();
  const projectId = 'projectId' in context ? context.projectId : undefined;
  const policy = settings.then((now) => projectId && projectPolicy(now.policy, projectId));
  const reads =
    prefetch?.(input, context, { user: callers.user, policy, lists: ports }) ??
    Promise.resolve(undefined as B);
  // Whether these fail matters only once the caller is proven.
  policy.catch(() => undefined);
  reads.catch(() => undefined);

  const { actor } = context;
  const why = await denyReason(
    audience,
    callers.user,
    actor,
    projectId,
    async () => (await policy)?.mayInvite ?? wouldInvite((await settings).policy, projectId),
  );
  const isOff = audience !== 'jiraAdmin' && !(await policy);
  if (isOff && (!why || (audience === 'inviter' && (await readsThatItIsOff(why, callers))))) {
    return refused(reason('project-not-enabled'));
  }
  if (why) {
    await recordRefusal(
      { actor: person(actor), projectId, asked: name, why },
      (await settings).policy,
      ports,
    );
    return refused(why);
  }
  const now = await settings;
  const sitePolicy = now.policy ?? DEFAULT_POLICY;
  const project = projectId && enabledProject(sitePolicy, projectId);
  const before = termsOf(now, projectId);
  const isUnchanged = async (): Promise<boolean> =>
    termsOf(await store.settings.read(), projectId) === before;
  const mayGoOn = stillHolds(isUnchanged, clock, readAt);
  const known = { settings: now, sitePolicy, project, policy: await policy, mayGoOn };
  const authorized = { ...ports, ...known } as AuthorizedFor<A>;
  const result = await handle(input, context, authorized, await reads);
  return result.ok ? result : refused(result.reason);
}

/** What an invitation depends on: the effective policy and the authority. */
function termsOf({ policy, authority }: Settings, projectId: ProjectId | undefined): string {
  return JSON.stringify([projectId && projectPolicy(policy, projectId), authority]);
}

/** A Jira admin, who can switch the project on, is told that it is off although they are no inviter. */
async function readsThatItIsOff({ code }: Reason, { user }: JiraClients): Promise<boolean> {
  return code === 'not-an-inviter' && isJiraAdmin(user);
}

/** Documented as strings; numbers were seen. */
const contextIdSchema = z.union([z.string(), z.number()]);
const contextSchema = z.object({
  accountId: accountIdSchema,
  /** `licensed`, `unlicensed`, `customer` or `anonymous`; absent where the platform does not tell. */
  accountType: z.optional(z.string()),
  extension: z.optional(
    z.object({
      project: z.optional(z.object({ id: contextIdSchema })),
      // A page that is elsewhere than on an issue must not stumble over what it does not need.
      issue: z.catch(z.optional(z.object({ id: contextIdSchema, key: z.string() })), undefined),
      organization: z.catch(z.optional(z.object({ id: contextIdSchema })), undefined),
    }),
  ),
});
type Extension = z.infer<typeof contextSchema>['extension'];

/** @param isElsewhere the page is in no project. */
function trustedContext(
  audience: Audience,
  context: unknown,
  isElsewhere: boolean,
): Result<Partial<TrustedContext<'inviter'>> & Pick<TrustedContext<'inviter'>, 'actor'>> {
  const read = contextSchema.safeParse(context);
  if (!read.success) return fail(reason('not-signed-in'));
  const { accountId: actor, accountType } = read.data;
  // Jira would say so, too: here it costs no call.
  if (accountType !== undefined && accountType !== 'licensed') return fail(reason(REFUSED_AS[audience]));
  if (audience === 'jiraAdmin' || isElsewhere) return ok({ actor });
  const projectId = projectIdSchema.safeParse(String(read.data.extension?.project?.id ?? ''));
  if (!projectId.success) return fail(reason('no-project'));
  return ok({ actor, projectId: projectId.data, ...placeIn(read.data.extension) });
}

/** The issue or the organization on whose page the caller is. */
function placeIn(extension: Extension): Pick<TrustedContext<'inviter'>, 'issue' | 'organizationId'> {
  const id = issueIdSchema.safeParse(String(extension?.issue?.id ?? ''));
  const key = issueKeySchema.safeParse(extension?.issue?.key);
  const organizationId = organizationIdSchema.safeParse(String(extension?.organization?.id ?? ''));
  return {
    ...(id.success && key.success && { issue: { id: id.data, key: key.data } }),
    ...(organizationId.success && { organizationId: organizationId.data }),
  };
}

function refused({ code, params }: Reason): Reply<never> {
  return { ok: false, error: reason(code, params) };
}
