import { serve } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { Context, MiddlewareHandler } from 'hono';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLOUD_ID } from '../forge/runtime';
import { NoAnswer } from '../jira/site';
import { siteRoutes } from './control';
import { throughGateway } from './gateway';
import type { LocalSite } from './local-site';
import { appRoutes, pageRoutes } from './pages';

export interface Listening {
  /** Where the site is, `http://127.0.0.1:8080`. */
  readonly url: string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const DELIVERY_MS = 100;

/**
 * Serves the local site: Jira's API, the site's own controls and, where the screens are built, Jira-like pages
 * with the app in a frame. The frame has an origin of its own, a second port, as it has on a real site.
 *
 * @param port 0 for any that is free.
 */
export async function listen(
  site: LocalSite,
  { port, screens }: { readonly port: number; readonly screens: boolean },
): Promise<Listening> {
  const main = new Hono<{ Bindings: HttpBindings }>();
  const frames = new Hono();
  const servers: Server[] = [];
  const open = (app: Hono<{ Bindings: HttpBindings }> | Hono, at: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const server = serve({ fetch: app.fetch, hostname: LOOPBACK, port: at }, ({ port: got }: AddressInfo) =>
        resolve(`http://${LOOPBACK}:${got}`),
      ) as Server;
      server.on('error', reject);
      servers.push(server);
    });

  main.use(refuseOtherSites);
  main.onError((error, context) => context.json({ error: error.message }, 500));
  main.all('/rest/*', (context) => answered(context, (request) => site.jira.fetch(request)));
  main.get('/_edge/tenant_info', (context) => context.json({ cloudId: CLOUD_ID }));
  main.all('/ex/jira/*', (context) => answered(context, (request) => throughGateway(request, site.jira)));
  const trigger = (context: Context<{ Bindings: HttpBindings }>): Promise<Response> =>
    site.forge.callWebTrigger(
      context.req.param('id') ?? '',
      context.req.raw,
      context.env.incoming.rawHeaders,
    );
  // By the format of the address: v1 and v2.
  for (const path of ['x1', 'public']) {
    main.all(`/${path}/:id/*`, trigger);
    main.all(`/${path}/:id`, trigger);
  }
  main.all(`${site.forge.apiRoutes.base}/*`, (context) =>
    site.forge.callApi(context.req.raw, context.env.incoming.rawHeaders),
  );
  main.route('/__site', siteRoutes(site));
  const url = await open(main, port);
  site.jira.base = url;
  site.forge.webTriggers.base = url;
  // What the app queued is delivered by itself, as on a real site.
  const delivery = setInterval(() => void site.forge.runQueues().catch(() => undefined), DELIVERY_MS);
  if (screens) {
    const appOrigin = await open(frames, 0);
    main.route('/', await pageRoutes(site, appOrigin));
    frames.route('/', await appRoutes(site, url));
  }

  return {
    url,
    async close() {
      clearInterval(delivery);
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/**
 * Keeps other web pages out: one whose name leads to the loopback address (its Host is not ours), and one that
 * posts here (its Origin is not ours).
 */
const refuseOtherSites: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('Host') ?? '';
  const origin = context.req.header('Origin');
  const ours = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
  if (ours && (origin === undefined || origin === `http://${host}`)) return next();
  return context.json({ error: 'The local site answers only its own pages.' }, 403);
};

/** Jira's answer, or a broken connection where it gives none. */
async function answered(
  context: Context<{ Bindings: HttpBindings }>,
  ask: (request: Request) => Promise<Response>,
): Promise<Response> {
  try {
    return await ask(context.req.raw);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    context.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}
