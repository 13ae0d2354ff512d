import { parseArgs } from 'node:util';
import { PROFILE_NAMES } from '../jira/profile';
import { listen } from '../server/http';
import { LocalSite } from '../server/local-site';
import { LATENCY_MAX_MS, numberOption, PORT_MAX, runCli } from './run-cli';

const USAGE = `Serves the local site without the screens, and prints one line of JSON when it is ready.

  npm run site -- --port N [--profile NAME] [--latency MS]

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

  const site = await LocalSite.create({ profile: values.profile, latencyMs });
  const { url } = await listen(site, { port, screens: false });
  const { people, desks } = site.jira.state;
  const ready = {
    ready: true,
    site: url,
    api: site.forge.apiUrl,
    users: [...people.values()]
      .filter(({ role }) => role !== undefined)
      .map(({ accountId, email, apiToken, role }) => ({ accountId, email, apiToken, role })),
    projects: [...desks.values()].map(({ projectId, projectKey, projectName, id }) => ({
      id: projectId,
      key: projectKey,
      name: projectName,
      serviceDeskId: id,
    })),
  };
  return process.stdout.write(`${JSON.stringify(ready)}\n`);
});
