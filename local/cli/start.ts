import { parseArgs } from 'node:util';
import { PROFILE_NAMES } from '../jira/profile';
import { startSchedules } from '../forge/schedules';
import { SiteClock } from '../clock';
import { addressesOf } from '../server/first-page';
import { DEMO_DAYS, fillWithDemo } from '../server/demo';
import { listen } from '../server/http';
import { LocalSite } from '../server/local-site';
import { LATENCY_MAX_MS, numberOption, PORT_MAX, runCli } from './run-cli';
import { buildScreens } from './screens';

const DAY_MS = 86_400_000;

const USAGE = `Builds Guestlist and serves it on a local site, a stand-in for Jira Service Management Cloud.

  npm start -- [--port 8080] [--profile default] [--latency 0] [--empty]

  --port N        where to listen, on 127.0.0.1; 0 for any free port
  --profile NAME  how the site behaves: ${PROFILE_NAMES.join(', ')}
  --latency MS    how long each call to Jira takes
  --empty         without the demo company, which only the default profile has
`;

runCli(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      profile: { type: 'string', default: 'default' },
      latency: { type: 'string', default: '0' },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return process.stdout.write(USAGE);
  const port = numberOption('port', values.port, PORT_MAX);
  const latencyMs = numberOption('latency', values.latency, LATENCY_MAX_MS);

  const hasDemo = values.profile === 'default' && !values.empty;
  const clock = new SiteClock(hasDemo ? DEMO_DAYS * DAY_MS : 0);
  const [site] = await Promise.all([
    LocalSite.create({ profile: values.profile, latencyMs, clock }),
    buildScreens(),
  ]);
  if (hasDemo) await fillWithDemo(site);
  const { url } = await listen(site, { port, screens: true });
  startSchedules(site.forge);

  const paths = addressesOf(site);
  const people = [...site.jira.state.people.values()].filter(({ role }) => role !== undefined);
  return process.stdout.write(
    [
      '',
      `  Guestlist runs on a local site (profile ${values.profile}). It is no Atlassian cloud.`,
      '',
      `  Start here               ${url}/`,
      `  Invite as the agent      ${url}${paths.invite('SUP')}?as=agent`,
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
