import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import * as z from 'zod';
import type { ScreenContext } from '../forge/screen-context';
import { fetchJira } from '../forge/product-fetch';
import { currentInvocation } from '../forge/invocation';
import { faultSchema } from '../jira/faults';
import { PROFILE_NAMES } from '../jira/profile';
import { NoAnswer } from '../jira/site';
import { forgeRoutes } from './forge-control';
import { parseJson } from '../../src/domain/parse-json';
import { readJson } from './json';
import type { LocalSite } from './local-site';

const screenSchema = z.object({
  moduleKey: z.string(),
  accountId: z.string().optional(),
  project: z.object({ id: z.string(), key: z.string() }).optional(),
  issue: z.object({ id: z.string(), key: z.string() }).optional(),
  organization: z.object({ id: z.string() }).optional(),
  locale: z.string().optional(),
});

const invokeSchema = z.object({
  /** Where the call comes from; or, shorter, `as`, `module` and `project`. */
  screen: screenSchema.optional(),
  as: z.string().optional(),
  module: z.string().default('invite'),
  project: z.string().optional(),
  functionKey: z.string(),
  payload: z.unknown().optional(),
});

const requestJiraSchema = z.object({
  screen: screenSchema,
  path: z.string(),
  init: z
    .object({ method: z.string().optional(), headers: z.unknown().optional(), body: z.string().nullish() })
    .optional(),
});

/** The site's own controls, under `/__site`: for tests, benches and the pages. */
export function siteRoutes(site: LocalSite): Hono {
  const routes = new Hono();
  routes.get('/', (context) => context.json({ guestlist: 'local site', profiles: PROFILE_NAMES }));
  addJira(routes, site);
  routes.route('/', forgeRoutes(site));
  addInvocations(routes, site);
  addRequests(routes, site);
  addRealtime(routes, site);
  return routes;
}

/** What reached Jira, and what strikes it. */
function addJira(routes: Hono, site: LocalSite): void {
  routes.get('/calls', (context) => context.json(site.jira.log.all()));
  routes.delete('/calls', (context) => {
    site.jira.log.clear();
    return context.body(null, 204);
  });
  routes.get('/unmodelled', (context) => context.json(site.jira.log.unmodelled()));
  routes.post('/unmodelled', async (context) => {
    site.jira.log.addUnmodelled(await context.req.text());
    return context.body(null, 204);
  });
  routes.get('/faults', (context) => context.json(site.jira.faults.all()));
  routes.put('/faults', async (context) => {
    const faults = z.array(faultSchema).safeParse(await readJson(context));
    if (!faults.success) return context.json({ error: z.prettifyError(faults.error) }, 400);
    site.jira.faults.set(faults.data);
    return context.json(site.jira.faults.all());
  });
}

/** What a screen asks of its resolver. */
function addInvocations(routes: Hono, site: LocalSite): void {
  routes.post('/invoke', async (context) => {
    const input = invokeSchema.safeParse(await readJson(context));
    if (!input.success) return context.json({ error: z.prettifyError(input.error) }, 400);
    const { screen, as = 'agent', module, project, functionKey, payload } = input.data;
    try {
      const where = screen ? asScreen(screen) : site.screen(module, as, project);
      return context.json({ value: await site.forge.invoke(where, functionKey, payload) });
    } catch (error) {
      return context.json({ error: messageOf(error) });
    }
  });
}

/** What a screen asks of Jira by itself. */
function addRequests(routes: Hono, site: LocalSite): void {
  routes.post('/request-jira', async (context) => {
    const input = requestJiraSchema.safeParse(await readJson(context));
    if (!input.success) return context.json({ error: z.prettifyError(input.error) }, 400);
    const { screen, path, init = {} } = input.data;
    const answer = await asUser(asScreen(screen), () =>
      fetchJira(
        { provider: 'user' },
        path,
        {
          ...(init.method && { method: init.method }),
          headers: new Headers((init.headers ?? {}) as Record<string, string>),
          ...(init.body && { body: init.body }),
        },
        { site: site.jira, manifest: site.forge.manifest },
      ),
    ).catch((error: unknown) => {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    });
    if (!answer) return context.json({ error: 'Jira gave no answer' });
    return context.json({
      value: {
        status: answer.status,
        statusText: answer.statusText,
        headers: Object.fromEntries(answer.headers),
        body: await answer.text(),
      },
    });
  });
}

function addRealtime(routes: Hono, site: LocalSite): void {
  routes.get('/realtime', (context) => {
    const input = screenSchema.safeParse(parseJson(context.req.query('screen') ?? ''));
    if (!input.success) return context.json({ error: z.prettifyError(input.error) }, 400);
    const screen = asScreen(input.data);
    return streamSSE(context, async (stream) => {
      const unsubscribe = site.forge.realtime.subscribe({
        channel: context.req.query('channel') ?? '',
        moduleKey: screen.moduleKey,
        projectId: screen.project?.id,
        onEvent: (payload) => void stream.writeSSE({ data: JSON.stringify(payload) }),
      });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      unsubscribe();
    });
  });
}

/** Runs a call that a screen makes by itself, in the name of the person at it. */
function asUser<T>({ moduleKey, accountId, project }: ScreenContext, run: () => Promise<T>): Promise<T> {
  const invocation = {
    id: 'bridge',
    functionKey: 'bridge',
    moduleKey,
    moduleType: 'bridge',
    accountId,
    projectId: project?.id,
    endsAt: Number.POSITIVE_INFINITY,
  };
  return currentInvocation.run(invocation, run);
}

function asScreen(screen: z.output<typeof screenSchema>): ScreenContext {
  const { moduleKey, accountId, project, issue, organization, locale } = screen;
  return {
    moduleKey,
    accountId,
    ...(project && { project }),
    ...(issue && { issue }),
    ...(organization && { organization }),
    ...(locale && { locale }),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
