import { parseArgs } from 'node:util';
import { PROFILE_NAMES } from '../jira/profile';
import { ENVIRONMENT_ID } from '../forge/runtime';
import { startSchedules } from '../forge/schedules';
import { listen } from '../server/http';
import { LocalSite } from '../server/local-site';
import { LATENCY_MAX_MS, numberOption, PORT_MAX, runCli } from './run-cli';
import { buildScreens } from './screens';

const USAGE = `Builds Guestlist and serves it on a local site, a stand-in for Jira Service Management Cloud.

  npm start -- [--port 8080] [--profile default] [--latency 0]

  --port N        where to listen, on 127.0.0.1; 0 for any free port
  --profile NAME  how the site behaves: ${PROFILE_NAMES.join(', ')}
  --latency MS    how long each call to Jira takes
`;

runCli(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      profile: { type: 'string', default: 'default' },
      latency: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return process.stdout.write(USAGE);
  const port = numberOption('port', values.port, PORT_MAX);
  const latencyMs = numberOption('latency', values.latency, LATENCY_MAX_MS);

  const [site] = await Promise.all([
    LocalSite.create({ profile: values.profile, latencyMs }),
    buildScreens(),
  ]);
  const { url } = await listen(site, { port, screens: true });
  startSchedules(site.forge);

  const paths = pathsOf(site);
  const people = [...site.jira.state.people.values()].filter(({ role }) => role !== undefined);
  return process.stdout.write(
    [
      '',
      `  Guestlist runs on a local site (profile ${values.profile}). It is no Atlassian cloud.`,
      '',
      `  Pick who you are         ${url}/`,
      `  Invite as the agent      ${url}${paths.invite}?as=agent`,
      `  Get started as an admin  ${url}${paths.getStarted}?as=jira-admin`,
      `  Space settings           ${url}${paths.projectSettings}?as=project-admin`,
      `  API for scripts          ${site.forge.apiUrl}`,
      `  Calls that reached Jira  ${url}/__site/calls`,
      '',
      ...people.map(
        ({ role, email, apiToken }) => `  ${(role ?? '').padEnd(17)} ${email.padEnd(36)} ${apiToken}`,
      ),
      '',
      '  Ctrl+C ends it.',
      '',
    ].join('\n'),
  );
});

/** Where the app's pages are, as on a real site. */
function pathsOf(site: LocalSite): {
  readonly invite: string;
  readonly getStarted: string;
  readonly projectSettings: string;
} {
  const appId = site.forge.manifest.app.id.split('/').at(-1) ?? '';
  const app = `${appId}/${ENVIRONMENT_ID}`;
  return {
    invite: `/jira/servicedesk/projects/SUP/apps/${app}`,
    getStarted: `/jira/settings/apps/get-started/${app}`,
    projectSettings: `/jira/servicedesk/projects/SUP/settings/apps/${app}`,
  };
}
