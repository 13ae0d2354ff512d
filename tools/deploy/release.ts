import { digestOf, noteDeployed, readDeployed } from './app';
import { approvalsIn, problemIn } from './refusals';
import { done, passed, stopped, unagreed } from './step';
import type { Deployment } from './deployment';
import type { Ports, Step, StepEnd } from './step';

/** Between two looks at the indexes, in ms; Atlassian speaks of five minutes at least. */
const POLL_MS = 30_000;
const POLLS_MAX = 90;

export const buildApp: Step = {
  title: 'Build',
  why: 'the screens into static/build; Forge bundles the back end itself',
  commands: () => ['npm run build'],
  take: async (deployment, { run }) => {
    const { code, text } = await run('npm', ['run', 'build'], 'quiet');
    if (code === 0) return done('static/build');
    const problem = problemIn(text, deployment, 'The screens cannot be built.');
    return stopped({ ...problem, mend: ['Run `npm ci` first, if you have not.', ...problem.mend] });
  },
};

export const lintApp: Step = {
  title: 'Lint',
  why: 'Atlassian checks manifest and source before it takes them',
  commands: ({ options }) => [`forge lint -e ${options.environment}`],
  take: async (deployment, { run }) => {
    const { code, text } = await run('forge', ['lint', '-e', deployment.options.environment], 'quiet');
    return code === 0 ? done('no error') : stopped(problemIn(text, deployment, 'The linter found errors.'));
  },
};

export const deployApp: Step = {
  title: 'Deploy',
  why: 'uploads the app; a change of scopes has to be approved, and makes a new major version',
  commands: ({ options: { environment } }) => [
    `forge deploy -e ${environment} --non-interactive`,
    `forge deploy -e ${environment} --non-interactive --approve MAJOR_VERSION_RULE   # where it asks for that; asks first`,
  ],
  take: async (deployment, ports) => {
    const { root, options } = deployment;
    const digest = digestOf(root);
    if (!options.isForced && readDeployed(root, options.environment) === digest)
      return passed(
        'nothing has changed since the last deployment from here (--redeploy deploys all the same)',
      );
    const ended = await deploy(deployment, ports, []);
    if (ended.kind === 'done') noteDeployed(root, options.environment, digest);
    return ended;
  },
};

async function deploy(deployment: Deployment, ports: Ports, approved: readonly string[]): Promise<StepEnd> {
  const { environment } = deployment.options;
  const approving = approved.length > 0 ? ['--approve', ...approved] : [];
  const args = ['deploy', '-e', environment, '--non-interactive', ...approving];
  const { code, text } = await ports.run('forge', args, 'shown');
  if (code === 0) return done(`deployed to ${environment}`);
  const asked = approvalsIn(text).filter((rule) => !approved.includes(rule));
  if (asked.length === 0) return stopped(problemIn(text, deployment, 'The app was not deployed.'));
  const refused = {
    what: `The deployment needs your approval: ${asked.join(', ')}.`,
    mend: ['What it is about stands above. Run this again to approve it.'],
  };
  const question = `Approve ${asked.join(', ')}? Sites get the new version only once their admin agrees to its scopes.`;
  return (
    (await unagreed(question, refused, deployment, ports)) ??
    deploy(deployment, ports, [...approved, ...asked])
  );
}

export const awaitIndexes: Step = {
  title: 'Indexes',
  why: 'the app cannot be installed until Atlassian has built all of them: five minutes at least',
  commands: ({ options: { environment } }) => [
    `forge storage entities indexes list -e ${environment}   # again every ${POLL_MS / 1000} s until all are ACTIVE`,
  ],
  take: async (deployment, { run, say, sleep }) => {
    const { environment } = deployment.options;
    let told = '';
    for (let poll = 0; poll < POLLS_MAX; poll += 1) {
      const { code, text } = await run(
        'forge',
        ['storage', 'entities', 'indexes', 'list', '-e', environment],
        'quiet',
      );
      if (code !== 0) return stopped(problemIn(text, deployment, 'The indexes cannot be listed.'));
      const { active, all, failed } = statesIn(text);
      if (failed.length > 0) return stopped(brokenIndexes(failed, environment));
      // Before the first are listed, none is wanted yet.
      if (all > 0 && active === all && all >= deployment.app.indexes) return done(`all ${all} are ACTIVE`);
      const now = `${active} of ${Math.max(all, deployment.app.indexes)} are ACTIVE`;
      if (now !== told) say(now);
      told = now;
      await sleep(POLL_MS);
    }
    return stopped({
      what: `The indexes were not built within ${(POLL_MS * POLLS_MAX) / 60_000} minutes.`,
      mend: ['Run this again later: it goes on waiting.'],
    });
  },
};

/** What the table of the CLI says: a state in capitals in each row. Lines without one are its frame. */
function statesIn(text: string): {
  readonly active: number;
  readonly all: number;
  readonly failed: readonly string[];
} {
  const rows = text.split('\n').flatMap((line) => {
    const cells = line.split(/[│|]|\s{2,}/).map((cell) => cell.trim());
    const state = cells.find((cell) =>
      /^(ACTIVE|CREATING|PENDING|BACKFILLING|FAILED|ERROR|INVALID)$/.test(cell),
    );
    return state === undefined ? [] : [{ state, line: line.replace(/[│|]/g, ' ').trim() }];
  });
  return {
    all: rows.length,
    active: rows.filter(({ state }) => state === 'ACTIVE').length,
    failed: rows.filter(({ state }) => /FAILED|ERROR|INVALID/.test(state)).map(({ line }) => line),
  };
}

function brokenIndexes(failed: readonly string[], environment: string): ReturnType<typeof problemIn> {
  return {
    what: `Atlassian could not build ${failed.length === 1 ? 'an index' : 'some indexes'}.`,
    mend: [
      ...failed,
      `Deploy once more (\`npm run deploy -- --environment ${environment} --redeploy\`): that builds them anew.`,
      'If they fail again, Atlassian has to look: https://developer.atlassian.com/support',
    ],
  };
}
