import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { serveStatic } from '@hono/node-server/serve-static';
import { load } from 'cheerio';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html, raw } from 'hono/html';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../forge/bundle';
import { ENVIRONMENT_ID } from '../forge/runtime';
import { Translations } from '../forge/translations';
import type { ScreenContext } from '../forge/screen-context';
import type { Page } from '../forge/manifest';
import { pageNamed } from '../forge/manifest';
import { scriptOf } from './frame-scripts';
import { firstPage } from './first-page';
import { chosenLocale } from './locale';
import type { LocalSite, Place } from './local-site';
import { aroundOrganization, aroundRequest } from './request-pages';

type Html = ReturnType<typeof html>;

const STYLES = readFileSync(path.join(ROOT, 'local/frame/page.css'), 'utf8');

/** Jira-like pages: who are you, and the app in a frame. */
export async function pageRoutes(site: LocalSite, appOrigin: string): Promise<Hono> {
  const routes = new Hono();
  const hostScript = await scriptOf('host.ts');
  routes.get('/', (context) =>
    context.html(
      page({ title: 'Guestlist local site', mode: 'light' }, firstPage(site, chosenLocale(context))),
    ),
  );
  routes.get('/__host.js', (context) => context.body(hostScript, 200, { 'Content-Type': 'text/javascript' }));
  routes.get('/as/:role', (context) => {
    setCookie(context, 'as', context.req.param('role'), { sameSite: 'Strict', httpOnly: true });
    const to = context.req.query('to') ?? '/';
    // Only to a page of this site.
    return context.redirect(/^\/(?!\/)/.test(to) ? to : '/');
  });

  addScreens(routes, site, screenPages(site, appOrigin));
  // Where the app's links into Jira lead.
  routes.get('/jira/*', (context) => context.html(elsewhere(context.req.path)));
  routes.get('/admin/*', (context) => context.html(elsewhere(context.req.path)));
  return routes;
}

/** Answers with the page of one of the manifest's modules, as the person whom the visitor chose to be. */
type ScreenPage = (
  context: Context,
  key: string,
  project?: string,
  at?: Place,
) => Response | Promise<Response>;

/** The addresses at which Jira shows the app's modules. */
function addScreens(routes: Hono, site: LocalSite, screen: ScreenPage): void {
  const appId = site.forge.manifest.app.id.split('/').at(-1);
  routes.get(`/jira/servicedesk/projects/:project/apps/${appId}/${ENVIRONMENT_ID}`, (context) =>
    screen(context, 'invite', context.req.param('project')),
  );
  // What follows the app's own address is the app's: it asks for it by `createHistory`.
  routes.get(`/jira/settings/apps/${appId}/${ENVIRONMENT_ID}/*`, (context) => screen(context, 'settings'));
  // Documented: these two support no subpages.
  routes.get(`/jira/settings/apps/get-started/${appId}/${ENVIRONMENT_ID}`, (context) =>
    screen(context, 'get-started'),
  );
  routes.get(`/jira/settings/apps/configure/${appId}/${ENVIRONMENT_ID}`, (context) =>
    screen(context, 'configure'),
  );
  routes.get(`/jira/servicedesk/projects/:project/settings/apps/${appId}/${ENVIRONMENT_ID}/*`, (context) =>
    screen(context, 'project-settings', context.req.param('project')),
  );
  routes.get('/browse/:issue', (context) => {
    const issue = context.req.param('issue');
    const key = context.req.query('action') === undefined ? 'request' : 'request-action';
    return screen(context, key, issue.split('-')[0], { issue });
  });
  routes.get('/jira/servicedesk/projects/:project/organization/:id', (context) =>
    screen(context, 'organization', context.req.param('project'), { organization: context.req.param('id') }),
  );
  // The form of an action in the rule builder.
  routes.get('/jira/settings/automation/actions/:key', (context) =>
    screen(context, context.req.param('key')),
  );
}

function screenPages(site: LocalSite, appOrigin: string): ScreenPage {
  const translations = new Translations(site.forge.manifest, ROOT);
  return (context, key, project, at = {}) => {
    const module = pageNamed(site.forge.manifest, key);
    const as = context.req.query('as') ?? getCookie(context, 'as') ?? 'agent';
    const mode = getCookie(context, 'colorMode') === 'dark' ? 'dark' : 'light';
    if (!module) return context.notFound();
    const locale = chosenLocale(context);
    const title = translations.words(module.title ?? key, locale ?? 'en_US');
    try {
      const where = { ...site.screen(key, as, project, at), ...(locale && { locale }) };
      return context.html(page({ title, mode }, frame(site, where, { ...module, title, as, appOrigin }, at)));
    } catch (error) {
      return context.html(
        page({ title: 'Not found', mode }, html`<main><p>${String(error)}</p></main>`),
        404,
      );
    }
  };
}

/** The app's own resources, with the headers and the bridge script that Forge adds. */
export async function appRoutes(site: LocalSite, hostUrl: string): Promise<Hono> {
  const routes = new Hono();
  const bridgeScript = await scriptOf('bridge.ts');
  routes.get('/__bridge.js', (context) =>
    context.body(bridgeScript, 200, { 'Content-Type': 'text/javascript' }),
  );
  routes.post('/__csp', async (context) => {
    site.jira.log.addUnmodelled(`blocked by the content security policy: ${await context.req.text()}`);
    return context.body(null, 204);
  });
  for (const { key, path: folder } of site.forge.manifest.resources) {
    routes.get(`/${key}/`, (context) => {
      const original = readFileSync(path.join(ROOT, folder, 'index.html'), 'utf8');
      context.header('Content-Security-Policy', contentSecurityPolicy(original, site, hostUrl));
      return context.html(original.replace('<head>', '<head><script src="/__bridge.js"></script>'));
    });
    routes.use(
      `/${key}/*`,
      serveStatic({
        root: path.relative(process.cwd(), path.join(ROOT, folder)),
        rewriteRequestPath: (at) => at.slice(key.length + 1),
      }),
    );
  }
  return routes;
}

/** Forge's own policy for Custom UI; only who may frame the app differs, and where violations are told. */
function contentSecurityPolicy(original: string, site: LocalSite, hostUrl: string): string {
  const permissions = site.forge.manifest.permissions as Parameters<CSPProcessingService['getCspDetails']>[1];
  const existingCSPDetails = new CSPProcessingService({ info: () => undefined }, load).getCspDetails(
    original,
    permissions,
  );
  return new CSPInjectionService()
    .getInjectableCSP({ existingCSPDetails, microsEnv: 'prod', tunnelCSPReporterUri: '/__csp' })
    .map((directive) => (directive.startsWith('frame-ancestors') ? `${directive} ${hostUrl}` : directive))
    .join('; ');
}

function page({ title, mode }: { readonly title: string; readonly mode: string }, content: Html): Html {
  return html`<!doctype html>
    <html lang="en" data-color-mode="${mode}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(STYLES)}
        </style>
      </head>
      <body>
        <p class="banner" role="note">
          Local site: a stand-in for Jira Service Management Cloud, for development and tests. Nothing here is
          Atlassian’s.
        </p>
        ${content}
      </body>
    </html>`;
}

function frame(
  site: LocalSite,
  screen: ScreenContext,
  {
    resource,
    type,
    title,
    as,
    appOrigin,
  }: Pick<Page, 'resource' | 'type'> & {
    readonly title: string;
    readonly as: string;
    readonly appOrigin: string;
  },
  at: Place,
): Html {
  const desk = screen.project && site.jira.state.desk(screen.project.key);
  const session = { context: site.forge.screenContext(screen), screen, appOrigin };
  return html`<div class="jira">
    <nav aria-label="Local site">
      <p class="project">${desk?.projectName ?? 'Jira settings'}</p>
      <ul>
        ${
          desk
            ? html`<li>Queues</li>
                <li>Customers</li>`
            : html`<li>Products</li>
                <li>Apps</li>`
        }
        <li aria-current="page">${title}</li>
      </ul>
      <p class="who">${site.person(as).displayName}<br />(${as})</p>
      <p><button id="theme" type="button">Light / dark</button></p>
      <p><a href="/">Someone else</a></p>
    </nav>
    <main>
      ${aroundRequest(site, at.issue, screen.moduleKey)} ${aroundOrganization(site, at.organization)}
      <h1>${title}</h1>
      <iframe id="app" title="${title}" data-src="${appOrigin}/${resource}/"></iframe>
      ${type === 'action' ? html`<p><button id="next" type="button" disabled>Next</button></p>` : ''}
    </main>
    <script type="application/json" id="session">
      ${raw(JSON.stringify(session).replace(/</g, '\\u003c'))}
    </script>
    <script src="/__host.js"></script>
  </div>`;
}

function elsewhere(at: string): Html {
  return page(
    { title: 'Elsewhere in Jira', mode: 'light' },
    html`<main class="picker">
      <h1>Elsewhere in Jira</h1>
      <p>On a real site, this address leads to a page of Jira’s own: <code>${at}</code></p>
    </main>`,
  );
}
