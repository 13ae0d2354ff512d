import * as z from 'zod/mini';
import { lookupInputSchema } from '../../contract/import';
import { leaversBeginSchema, leaversCountSchema, LEAVERS_MAX } from '../../contract/leavers';
import type { RemovalScope } from '../../contract/leavers';
import { person } from '../../domain/actor';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { learningFrom } from '../../features/authority/capabilities';
import { privilegedCaller } from '../../features/authority/privileged';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { beginImport, peopleMax } from '../../features/import/start';
import { viewOf } from '../../features/import/view';
import { quotaLeft } from '../../features/invite/quota';
import { countCustomers } from '../../features/leavers/count-customers';
import { lookUpLeavers } from '../../features/leavers/look-up-leavers';
import { controlPorts, listedImports } from './import-controls';

const nothing = z.strictObject({});

const start = procedure({
  name: 'leavers.start',
  audience: 'inviter',
  input: nothing,
  handle: async (_input, context, authorized) => {
    const { policy } = authorized;
    const scope = scopeOf(policy);
    if (!scope.ok) return scope;
    return ok({
      scope: scope.data,
      peopleMax: Math.min(peopleMax(policy), LEAVERS_MAX),
      confirmFrom: policy.importConfirmFrom,
      leftToday: await quotaLeft(person(context.actor), policy, authorized),
      lists: (await listedImports(context, authorized)).filter(({ removes }) => removes),
    });
  },
});

const look = procedure({
  name: 'leavers.look',
  audience: 'inviter',
  input: lookupInputSchema,
  handle: async ({ emails }, { actor }, { policy, callers, settings, store, clock }) => {
    const scope = scopeOf(policy);
    if (!scope.ok) return scope;
    const privileged = await privilegedCaller(settings.authority, callers);
    if (!privileged.ok) return privileged;
    const site = learningFrom(settings.capabilities, { settings: store.settings, clock });
    const looks = await lookUpLeavers(
      emails,
      { actor, policy, scope: scope.data },
      {
        privileged: privileged.data.caller,
        app: callers.app,
        agent: callers.user,
        sitePolicy: settings.policy,
        site,
        store,
        clock,
      },
    );
    await site.keep();
    return looks;
  },
});

const count = procedure({
  name: 'leavers.count',
  audience: 'inviter',
  input: leaversCountSchema,
  handle: async ({ start: from }, _context, { policy, callers, settings }) => {
    const scope = scopeOf(policy);
    if (!scope.ok) return scope;
    const privileged = await privilegedCaller(settings.authority, callers);
    return privileged.ok ? countCustomers(policy.serviceDeskId, from, privileged.data.caller) : privileged;
  },
});

const begin = procedure({
  name: 'leavers.begin',
  audience: 'inviter',
  input: leaversBeginSchema,
  handle: async (input, { actor }, authorized) => {
    const scope = scopeOf(authorized.policy);
    if (!scope.ok) return scope;
    const columns = { header: ['email'], columns: ['email' as const], organizations: [], notify: false };
    const begun = await beginImport(
      { ...input, ...columns },
      actor,
      authorized.policy,
      controlPorts(authorized),
      scope.data,
    );
    return begun.ok ? ok(viewOf(begun.data, actor, authorized.clock.now())) : begun;
  },
});

/** Lists of people who left. Sending rows and all that comes after is done by the functions of imports. */
export const leaversFunctions: readonly Procedure[] = [start, look, count, begin];

function scopeOf({ leavers }: ProjectPolicy): Result<RemovalScope> {
  return leavers === 'none' ? fail(reason('leavers-not-allowed')) : ok(leavers);
}
