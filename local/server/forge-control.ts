import { Hono } from 'hono';
import type { Context } from 'hono';
import * as z from 'zod';
import { accountMarkSchema } from '../forge/personal-data';
import { storageFaultSchema } from '../forge/storage-faults';
import { UsageError } from '../usage-error';
import { readJson } from './json';
import type { LocalSite } from './local-site';

const clockSchema = z.strictObject({ advanceMs: z.number().min(0) });

/** A token for the API routes, as OAuth would give it to a client. Whose: an account id, an address or a role. */
const tokenSchema = z.strictObject({ accountId: z.string(), scopes: z.array(z.string()) });

/** How the app's storage behaves, in ms; what is not named stays as it is. */
const storageSchema = z.strictObject({
  latencyMs: z.int().min(0).max(60_000).optional(),
  /** How long expired values may still be read; 48 hours at first, as on Forge. */
  expiredKeptMs: z.int().min(0).optional(),
});

/** The only accounts that hold one of the app's own permissions in a project. */
const grantSchema = z.strictObject({
  /** The key of the module in the manifest. */
  permission: z.string(),
  projectId: z.string(),
  accountIds: z.array(z.string()),
});

/** One run of an action, by a rule or in a chat. */
const actionRunSchema = z.strictObject({
  by: z.enum(['automation', 'rovo']).default('automation'),
  /** An account id, an address or a role; anonymous where it is left out. */
  as: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()),
});

/** What reports of personal data are answered. */
const accountsSchema = z.strictObject({
  /** In place of all that were marked before. */
  accounts: z.array(accountMarkSchema).optional(),
  /** The next reports are refused, or all where `times` is not given; 0 ends it. */
  refuse: z.strictObject({ status: z.int().min(400).max(599), times: z.int().min(0).optional() }).optional(),
});

/** The controls of what Forge does for the app: time, schedules, queues, storage, permissions and tokens. */
export function forgeRoutes(site: LocalSite): Hono {
  const routes = new Hono();
  routes.onError((error, context) => {
    if (!(error instanceof UsageError)) throw error;
    return context.json({ error: error.message }, 400);
  });
  for (const add of [addTime, addStorage, addAccess, addActions, addAccounts]) add(routes, site);
  return routes;
}

/** Time, and what runs as it passes. */
function addTime(routes: Hono, { jira, forge }: LocalSite): void {
  routes.get('/logs', (context) => context.json(forge.logs));
  routes.post('/clock', async (context) => {
    await forge.passTime((await read(context, clockSchema)).advanceMs);
    return context.json({ now: jira.clock.now() });
  });
  routes.post('/schedule/:key', async (context) => {
    try {
      await forge.runSchedule(context.req.param('key'));
      return context.body(null, 204);
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  });
  routes.post('/queues', async (context) => {
    await forge.runQueues();
    return context.body(null, 204);
  });
}

function addStorage(routes: Hono, { forge }: LocalSite): void {
  routes.get('/storage-calls', (context) => context.json(forge.kvs.requests));
  routes.delete('/storage-calls', (context) => {
    forge.kvs.requests.length = 0;
    return context.body(null, 204);
  });
  routes.put('/storage', async (context) => {
    const { latencyMs, expiredKeptMs } = await read(context, storageSchema);
    forge.kvs.latencyMs = latencyMs ?? forge.kvs.latencyMs;
    forge.kvs.store.expiredKeptMs = expiredKeptMs ?? forge.kvs.store.expiredKeptMs;
    return context.body(null, 204);
  });
  routes.get('/storage-faults', (context) => context.json(forge.kvs.faults.all()));
  routes.put('/storage-faults', async (context) => {
    forge.kvs.faults.set(await read(context, z.array(storageFaultSchema)));
    return context.json(forge.kvs.faults.all());
  });
}

/** Permissions that the app brings, and tokens for its API. */
function addAccess(routes: Hono, site: LocalSite): void {
  const { jira, forge } = site;
  routes.put('/grants', async (context) => {
    const { permission, projectId, accountIds } = await read(context, grantSchema);
    jira.state.grant(
      forge.permissionKey(permission),
      projectId,
      accountIds.map((who) => site.person(who).accountId),
    );
    return context.body(null, 204);
  });
  routes.post('/tokens', async (context) => {
    const { accountId, scopes } = await read(context, tokenSchema);
    const token = forge.apiRoutes.grant(site.person(accountId).accountId, scopes);
    return context.json({ token, base: forge.apiUrl });
  });
}

function addActions(routes: Hono, site: LocalSite): void {
  const { forge } = site;
  routes.post('/actions/:key', async (context) => {
    const { by, as, inputs } = await read(context, actionRunSchema);
    const accountId = as === undefined ? undefined : site.person(as).accountId;
    try {
      return context.json(await forge.runAction(context.req.param('key'), { by, inputs, accountId }));
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  });
  routes.put('/actions/:key/form', async (context) => {
    const inputs = await read(context, z.record(z.string(), z.unknown()));
    forge.actionForms.submit(context.req.param('key'), inputs);
    return context.body(null, 204);
  });
}

/** What reports of personal data are answered. */
function addAccounts(routes: Hono, { forge }: LocalSite): void {
  routes.get('/accounts', (context) => {
    const { reports } = forge.personalData;
    return context.json({ accounts: forge.personalData.marks(), reports });
  });
  routes.put('/accounts', async (context) => {
    const { accounts, refuse } = await read(context, accountsSchema);
    if (accounts) forge.personalData.unmarkAll();
    for (const { accountId, status } of accounts ?? []) forge.personalData.mark(accountId, status);
    if (refuse) forge.personalData.refuse(refuse.status, refuse.times);
    return context.body(null, 204);
  });
}

/** @throws UsageError, which is answered 400, where the body is not as the schema says. */
async function read<T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T>> {
  const input = schema.safeParse(await readJson(context));
  if (!input.success) throw new UsageError(z.prettifyError(input.error));
  return input.data;
}
