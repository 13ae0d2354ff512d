import { load } from 'cheerio';
import { ENVIRONMENT_ID } from '../../local/forge/runtime';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';

let site: LocalSite;
let listening: Listening;
beforeAll(async () => {
  site = await LocalSite.create();
  listening = await listen(site, { port: 0, screens: true });
});
afterAll(() => listening.close());

interface Opened {
  readonly status: number;
  /** What the page tells the frame, and through it the app. */
  readonly session: {
    readonly screen: object;
    readonly context: { readonly extension: object };
  };
  readonly title: string;
  readonly frame: string | undefined;
}

/** An address of the app's, below Jira's own. */
const app = (): string => `${site.forge.manifest.app.id.split('/').at(-1)}/${ENVIRONMENT_ID}`;

async function open(path: string, role: string): Promise<Opened> {
  const response = await fetch(`${listening.url}${path}${path.includes('?') ? '&' : '?'}as=${role}`);
  const page = load(await response.text());
  return {
    status: response.status,
    session: JSON.parse(page('#session').text() || '{}') as Opened['session'],
    title: page('h1').text(),
    frame: page('iframe').attr('data-src'),
  };
}

const PROJECT = '/jira/servicedesk/projects/SUP';

it('the first page says where to start, and who everybody is', async () => {
  const page = load(await (await fetch(`${listening.url}/`)).text());
  const starts = page('.start a').toArray();
  expect(starts.map((each) => page(each).text())).toEqual([
    'Invite a customer',
    'Set Guestlist up',
    'Send from a script',
  ]);
  for (const each of starts) {
    const response = await fetch(new URL(page(each).attr('href') ?? '', listening.url));
    expect([response.status, load(await response.text())('iframe').length]).toEqual([200, 1]);
  }
  expect(page('details tbody tr')).toHaveLength(7);
  expect(page('details').text()).toContain('agent of Support: may invite customers there');
});

describe('a panel of the app', () => {
  it.each([
    ['request', 'jira:issueContext', '/browse/SUP-2'],
    ['request-action', 'jira:issueAction', '/browse/SUP-2?action'],
  ])('%s, a %s, is at %s, and knows its request and project', async (moduleKey, type, path) => {
    const { session, frame } = await open(path, 'agent');
    const issue = { id: '20002', key: 'SUP-2' };
    expect(session.screen).toMatchObject({ moduleKey, issue, project: { id: '10001', key: 'SUP' } });
    expect(session.context.extension).toMatchObject({
      type,
      issue,
      project: { id: '10001', type: 'service_desk' },
    });
    expect(frame).toMatch(/\/issue\/$/);
  });

  it('on an organization knows it and the project', async () => {
    const { session, frame } = await open('/jira/servicedesk/projects/SUP/organization/103', 'agent');
    expect(session.context.extension).toMatchObject({
      type: 'jiraServiceManagement:organizationPanel',
      organization: { id: '103' },
      project: { id: '10001' },
    });
    expect(frame).toMatch(/\/organization\/$/);
  });

  it('is nowhere on a request that is not there', async () => {
    expect((await open('/browse/SUP-99', 'agent')).status).toBe(404);
  });
});

describe('a page of the app', () => {
  it.each([
    ['invite', 'jira:projectPage', `${PROJECT}/apps/`, 'agent', '/invite/'],
    [
      'project-settings',
      'jira:projectSettingsPage',
      `${PROJECT}/settings/apps/`,
      'project-admin',
      '/project/',
    ],
    ['settings', 'jira:adminPage', '/jira/settings/apps/', 'jira-admin', '/admin/'],
    ['configure', 'jira:adminPage', '/jira/settings/apps/configure/', 'jira-admin', '/admin/'],
    ['get-started', 'jira:adminPage', '/jira/settings/apps/get-started/', 'jira-admin', '/admin/'],
  ])('%s, a %s, is at %s…', async (moduleKey, type, path, role, resource) => {
    const { status, session, frame } = await open(path + app(), role);
    const project = path.startsWith(PROJECT) ? { project: { id: '10001', key: 'SUP' } } : {};
    expect(status).toBe(200);
    expect(session.screen).toEqual({ moduleKey, accountId: site.person(role).accountId, ...project });
    expect(session.context.extension).toMatchObject({ type });
    expect(frame).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+${resource}$`));
  });

  it('keeps what follows its address for the app', async () => {
    const { session } = await open(`${PROJECT}/settings/apps/${app()}/keys`, 'project-admin');
    expect(session.screen).toHaveProperty('moduleKey', 'project-settings');
  });

  it.each([
    ['de_DE', 'de_DE', 'Kunden einladen'],
    ['ja_JP', 'ja_JP', '顧客を招待'],
    ['pl_PL', 'pl_PL', 'Invite customer'],
    ['<script>', 'en_US', 'Invite customer'],
  ])('asked for in %s is in %s: %s', async (asked, locale, words) => {
    const { session, title } = await open(`${PROJECT}/apps/${app()}`, `agent&locale=${asked}`);
    expect(session.context).toMatchObject({ locale });
    expect(title).toBe(words);
  });

  it('in a project that there is not answers 404', async () => {
    const { status } = await open(`/jira/servicedesk/projects/NO/settings/apps/${app()}`, 'project-admin');
    expect(status).toBe(404);
  });
});

it('the first page offers a project’s settings as the project admin, and leads there', async () => {
  const page = load(await (await fetch(listening.url)).text());
  const link = page('a[href^="/as/project-admin"]')
    .filter((_, each) => page(each).text() === 'Support’s settings')
    .attr('href');
  const led = await fetch(`${listening.url}${link}`, { redirect: 'manual' });
  expect(led.headers.get('Location')).toBe(`${PROJECT}/settings/apps/${app()}`);
});

it('the first page offers Jira’s languages, and the one that was chosen stays', async () => {
  const page = load(await (await fetch(listening.url)).text());
  const link = page('a[lang="fr"]').attr('href') ?? '';
  const cookie = (await fetch(`${listening.url}${link}`)).headers.get('Set-Cookie')?.split(';')[0] ?? '';
  const opened = await fetch(`${listening.url}${PROJECT}/apps/${app()}`, { headers: { cookie } });
  expect(load(await opened.text())('h1').text()).toBe('Inviter un client');
});
