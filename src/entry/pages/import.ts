import * as z from 'zod/mini';
import { learningFrom } from '../../features/authority/capabilities';
import { privilegedCaller } from '../../features/authority/privileged';
import { person } from '../../domain/actor';
import type { KnownOrganization } from '../../domain/organization/find-organization';
import type { GoOnInput, ImportId, ImportRef, ImportView } from '../../contract/import';
import {
  beginInputSchema,
  goOnInputSchema,
  importRefSchema,
  lookupInputSchema,
  runInputSchema,
  chunkRefSchema,
  uploadInputSchema,
} from '../../contract/import';
import { offeredRules } from './invite-start';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { Authorized, TrustedContext } from '../../features/authorization/procedure';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { beginImport, peopleMax, runImport, uploadChunks } from '../../features/import/start';
import { findImport, findOwn } from '../../features/import/find';
import type { ControlPorts } from '../../features/import/find';
import type { ImportRecord } from '../../features/import/store/imports';
import { lookUp } from '../../features/import/lookup';
import { eraseImport } from '../../features/import/erase';
import { cancelImport, resumeImport, retryImport } from '../../features/import/controls';
import type { RequesterWithPolicy } from '../../features/import/controls';
import { rowViewOf, viewOf, withWait } from '../../features/import/view';
import { quotaLeft } from '../../features/invite/quota';
import { everyOrganization } from '../../features/invite/read-organizations';
import { reasonOf } from '../../platform/jira/reasons';
import { controlPorts, listedImports } from './import-controls';

const nothing = z.strictObject({});
type Context = TrustedContext<'inviter'>;

const start = procedure({
  name: 'import.start',
  audience: 'inviter',
  input: nothing,
  handle: async (_input, context, authorized) => {
    const { policy, store } = authorized;
    const layouts = store.importLayouts.list(context.projectId);
    // Whether it fails matters only once it is needed.
    layouts.catch(() => undefined);
    const known = await organizationsFor(policy, authorized);
    if (!known.ok) return known;
    return ok({
      rules: offeredRules(policy, authorized.settings.capabilities, authorized.clock.now()),
      organizations: known.data,
      peopleMax: peopleMax(policy),
      confirmFrom: policy.importConfirmFrom,
      leftToday: await quotaLeft(person(context.actor), policy, authorized),
      imports: await invitingImports(context, authorized),
      layouts: await layouts,
    });
  },
});

const look = procedure({
  name: 'import.look',
  audience: 'inviter',
  input: lookupInputSchema,
  handle: async ({ emails }, { actor }, { policy, callers, settings, store, clock }) => {
    const privileged = await privilegedCaller(settings.authority, callers);
    if (!privileged.ok) return privileged;
    const site = learningFrom(settings.capabilities, { settings: store.settings, clock });
    const ports = { privileged: privileged.data.caller, app: callers.app, store, clock, site };
    const looks = await lookUp(emails, actor, policy, ports);
    await site.keep();
    return looks;
  },
});

const begin = procedure({
  name: 'import.begin',
  audience: 'inviter',
  input: beginInputSchema,
  handle: async (input, context, authorized) =>
    seen(
      await beginImport(input, context.actor, authorized.policy, controlPorts(authorized)),
      context,
      authorized,
    ),
});

const upload = procedure({
  name: 'import.upload',
  audience: 'inviter',
  input: uploadInputSchema,
  handle: async (input, context, authorized) =>
    seen(await uploadChunks(input, context, controlPorts(authorized)), context, authorized),
});

const run = procedure({
  name: 'import.run',
  audience: 'inviter',
  input: runInputSchema,
  handle: async (input, context, authorized) =>
    seen(
      await runImport(input, { actor: context.actor, policy: authorized.policy }, controlPorts(authorized)),
      context,
      authorized,
    ),
});

const list = procedure({
  name: 'import.list',
  audience: 'inviter',
  input: nothing,
  handle: async (_input, context, authorized) => ok(await invitingImports(context, authorized)),
});

const show = procedure({
  name: 'import.show',
  audience: 'inviter',
  input: importRefSchema,
  handle: async ({ importId }, context, { store, clock }) => {
    const found = seen(await findImport(importId, context, store), context, { clock });
    return found.ok ? ok(await withWait(found.data, { store, clock })) : found;
  },
});

const cancel = procedure({
  name: 'import.cancel',
  audience: 'inviter',
  input: importRefSchema,
  handle: steeredBy(cancelImport),
});

const resume = procedure({
  name: 'import.resume',
  audience: 'inviter',
  input: goOnInputSchema,
  handle: goneOnBy(resumeImport),
});

const retry = procedure({
  name: 'import.retry',
  audience: 'inviter',
  input: goOnInputSchema,
  handle: goneOnBy(retryImport),
});

const layout = procedure({
  name: 'import.layout',
  audience: 'inviter',
  input: importRefSchema,
  handle: async ({ importId }, context, { store }) => {
    const found = await findOwn(importId, context, store);
    if (!found.ok) return found;
    const plan = found.data.erased ? undefined : await store.imports.plan(importId);
    return plan ? ok(plan) : fail(reason('import-rows-gone'));
  },
});

const rows = procedure({
  name: 'import.rows',
  audience: 'inviter',
  input: chunkRefSchema,
  handle: async ({ importId, slice }, context, { store, clock }) => {
    const found = await findOwn(importId, context, store);
    if (!found.ok) return found;
    // Forge may give out what is over its time.
    const isThere = !found.data.erased && found.data.rowsUntil > clock.now();
    const stored = isThere ? await store.imports.slice(importId, slice) : undefined;
    if (!stored) return fail(reason('import-rows-gone'));
    return ok({ rows: stored.rows.map(rowViewOf) });
  },
});

const erase = procedure({
  name: 'import.erase',
  audience: 'inviter',
  input: importRefSchema,
  handle: steeredBy(eraseImport),
});

export const importFunctions: readonly Procedure[] = [
  start,
  look,
  begin,
  upload,
  run,
  list,
  show,
  cancel,
  resume,
  retry,
  layout,
  rows,
  erase,
];

/** A list that was read so long ago still serves for a preview: the run asks Jira. */
const KEPT_MS = 600_000;

/** As the person where organizations must be linked, who sees no more than Jira shows them. */
async function organizationsFor(
  policy: ProjectPolicy,
  { callers, settings, store, clock }: Authorized,
): Promise<Result<readonly KnownOrganization[]>> {
  const kept = { store, clock, maxAgeMs: KEPT_MS };
  if (policy.organizations === 'linked') return toKnown(await everyOrganization(callers.user, policy, kept));
  const privileged = await privilegedCaller(settings.authority, callers);
  return privileged.ok ? toKnown(await everyOrganization(privileged.data.caller, policy, kept)) : privileged;
}

function toKnown(read: Awaited<ReturnType<typeof everyOrganization>>): Result<readonly KnownOrganization[]> {
  if (!read.ok) return fail(reasonOf(read.error));
  return ok(read.data.map(({ id, name, scimManaged }) => ({ id, name, scimManaged })));
}

/** Those that invite people. */
async function invitingImports(context: Context, authorized: Authorized): Promise<readonly ImportView[]> {
  return (await listedImports(context, authorized)).filter(({ removes }) => !removes);
}

/** The handler of one control of an import. */
function steeredBy(
  steer: (id: ImportId, who: Context, ports: ControlPorts) => Promise<Result<ImportRecord>>,
): (input: ImportRef, context: Context, authorized: Authorized) => Promise<Result<ImportView>> {
  return async ({ importId }, context, authorized) =>
    seen(await steer(importId, context, controlPorts(authorized)), context, authorized);
}

/** The same of those that let it go on, by the policy of now. */
function goneOnBy(
  steer: (input: GoOnInput, who: RequesterWithPolicy, ports: ControlPorts) => Promise<Result<ImportRecord>>,
): (input: GoOnInput, context: Context, authorized: Authorized) => Promise<Result<ImportView>> {
  return async (input, context, authorized) =>
    seen(
      await steer(input, { ...context, policy: authorized.settings.policy }, controlPorts(authorized)),
      context,
      authorized,
    );
}

function seen(
  steered: Result<ImportRecord>,
  { actor }: Context,
  { clock }: Pick<Authorized, 'clock'>,
): Result<ImportView> {
  return steered.ok ? ok(viewOf(steered.data, actor, clock.now())) : steered;
}
