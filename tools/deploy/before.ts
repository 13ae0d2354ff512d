import * as z from 'zod/mini';
import { listedIn } from './listed';
import { problemIn } from './refusals';
import { done, passed, stopped, unagreed } from './step';
import type { Deployment } from './deployment';
import type { Ports, Step, StepEnd } from './step';

/** Versions of Node that the Forge CLI supports. It warns on others, and does not start on older ones. */
const NODES = [22, 24];
const NODE_MIN = 20;
/** It asks for approval of scopes from here on, and knows custom scopes. */
const CLI_MIN = [13, 3] as const;
const SPACES = 'https://developer.atlassian.com/console/developer-space';

export const checkNode: Step = {
  title: 'Node',
  why: `the Forge CLI supports Node ${NODES.join(' and ')}`,
  commands: () => [],
  take: ({ node }) => {
    const major = Number(node.split('.')[0]);
    if (NODES.includes(major)) return Promise.resolve(passed(`Node ${node}`));
    const mend = `Install Node ${NODES.at(-1) ?? ''} (\`nvm install ${NODES.at(-1) ?? ''}\`)`;
    if (major >= NODE_MIN)
      return Promise.resolve(passed(`Node ${node}. The CLI warns on it; if it fails: ${mend}`));
    return Promise.resolve(
      stopped({ what: `This is Node ${node}, on which the Forge CLI does not start.`, mend: [`${mend}.`] }),
    );
  },
};

export const checkCli: Step = {
  title: 'Forge CLI',
  why: `Atlassian's own command line, version ${CLI_MIN.join('.')} or later`,
  commands: () => ['forge --version'],
  take: async (_deployment, { run }) => {
    const { code, text } = await run('forge', ['--version'], 'quiet');
    const install = '`npm install -g @forge/cli@latest`';
    if (code === undefined)
      return stopped({ what: 'The Forge CLI is not installed.', mend: [`Run ${install}.`] });
    const version = /(\d+)\.(\d+)\.\d+/.exec(text);
    const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
    const isOld = major < CLI_MIN[0] || (major === CLI_MIN[0] && minor < CLI_MIN[1]);
    if (!isOld) return passed(`version ${version?.[0] ?? ''}`);
    const found = version?.[0] ?? 'unknown';
    return stopped({
      what: `The Forge CLI is of version ${found}; ${CLI_MIN.join('.')} or later is needed.`,
      mend: [`Run ${install}.`],
    });
  },
};

export const checkLogin: Step = {
  title: 'Login',
  why: 'as whom the app is registered and deployed',
  commands: () => ['forge whoami'],
  take: async (deployment, { run }) => {
    const { code, text } = await run('forge', ['whoami'], 'quiet');
    const who = /Logged in (?:as|with)[^\n(]*/i.exec(text)?.[0].trim();
    if (code === 0 && who !== undefined) return passed(who);
    return stopped(problemIn(text, deployment, 'The Forge CLI does not say who is logged in.'));
  },
};

const spacesSchema = z.array(z.looseObject({ id: z.string(), name: z.string() }));

export const checkDeveloperSpace: Step = {
  title: 'Developer Space',
  why: 'every app belongs to one; usage above the free allowance is billed to it',
  commands: ({ app }) => (app.id === undefined ? ['forge developer-spaces list --json'] : []),
  take: async (deployment, { run }) => {
    // The deployment says where a registered app has none.
    if (deployment.app.id !== undefined) return passed('the app is registered already');
    const { code, text } = await run('forge', ['developer-spaces', 'list', '--json'], 'quiet');
    if (code !== 0) return stopped(problemIn(text, deployment, 'The Developer Spaces cannot be listed.'));
    const spaces = listedIn(text, spacesSchema) ?? [];
    if (spaces.length > 0) return passed(spaces.map(({ name }) => name).join(', '));
    return stopped({
      what: 'You are in no Developer Space, and every app belongs to one.',
      mend: [
        `Create one, or have yourself added to one: ${SPACES}. Below the free allowance it costs nothing.`,
      ],
    });
  },
};

export const registerApp: Step = {
  title: 'Registration',
  why: 'writes an app id of your own into manifest.yml',
  commands: ({ app, options }) =>
    app.id === undefined ? [['forge', ...registerArgs(options.developerSpace)].join(' ')] : [],
  take: async (deployment, ports) => {
    const { app, options } = deployment;
    if (app.id !== undefined) return passed(`app id ${app.id}`);
    return (
      (await unagreed(
        'Register Guestlist as a new app of yours? Atlassian asks for its terms.',
        {
          what: 'Without an app of your own nothing can be deployed.',
          mend: ['Run this again when you want one.'],
        },
        deployment,
        ports,
      )) ?? register(deployment, options.developerSpace, ports)
    );
  },
};

async function register(deployment: Deployment, space: string | undefined, { run }: Ports): Promise<StepEnd> {
  // With a space nothing is left to be asked.
  const { code, text } = await run('forge', registerArgs(space), space === undefined ? 'asking' : 'shown');
  if (code === 0) return done('manifest.yml has the app id now: keep that change');
  return stopped(problemIn(text, deployment, 'The app was not registered.'));
}

function registerArgs(space: string | undefined): readonly string[] {
  return ['register', 'Guestlist', ...(space === undefined ? [] : ['-s', space, '-y'])];
}
