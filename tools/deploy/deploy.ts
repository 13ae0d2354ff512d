import { readApp } from './app';
import { checkCli, checkDeveloperSpace, checkLogin, checkNode, registerApp } from './before';
import { registerScopes } from './custom-scopes';
import { installApp } from './install';
import { awaitIndexes, buildApp, deployApp, lintApp } from './release';
import type { Deployment } from './deployment';
import type { Ports, Step } from './step';

/** In this order: each needs those before it. */
const STEPS: readonly Step[] = [
  checkNode,
  checkCli,
  checkLogin,
  checkDeveloperSpace,
  registerApp,
  registerScopes,
  buildApp,
  lintApp,
  deployApp,
  awaitIndexes,
  installApp,
];

/** Takes the steps that are left. @returns whether all are done. */
export async function deploy(
  { root, options, node }: Omit<Deployment, 'app'>,
  ports: Ports,
): Promise<boolean> {
  for (const [index, step] of STEPS.entries()) {
    ports.say(`${numbered(index)} ${step.title}`);
    const quoted = { ...ports, say: (line: string) => ports.say(`      ${line}`) };
    const end = await step.take({ root, options, node, app: readApp(root) }, quoted);
    if (end.kind === 'stopped') {
      ports.say('');
      ports.say(`It stops here: ${end.problem.what}`);
      for (const line of end.problem.mend) ports.say(`  ${line}`);
      ports.say('');
      ports.say('Then run the same command again: it goes on here.');
      return false;
    }
    ports.say(`      ${end.kind === 'done' ? 'done' : 'there'}: ${end.told}`);
  }
  for (const line of leftToDo({ root, options, node, app: readApp(root) })) ports.say(line);
  return true;
}

/** The whole plan, without anything being run. */
export function planned(deployment: Omit<Deployment, 'app'>): readonly string[] {
  const all = { ...deployment, app: readApp(deployment.root) };
  const { environment, site } = all.options;
  return [
    `The plan for ${environment}${site === undefined ? '' : ` on ${site}`}. Nothing is run.`,
    '',
    ...STEPS.flatMap((step, index) => [
      `${numbered(index)} ${step.title}: ${step.why}`,
      ...step.commands(all).map((command) => `      ${command}`),
    ]),
    ...leftToDo(all),
  ];
}

function numbered(index: number): string {
  return `${String(index + 1).padStart(2)}/${STEPS.length}`;
}

/** What the CLI cannot do. */
function leftToDo({ app, options: { environment, site } }: Deployment): readonly string[] {
  const id = app.id ?? 'YOUR-APP-ID';
  const console = `https://developer.atlassian.com/console/myapps/${id}`;
  const others =
    environment === 'production'
      ? `Let others use it: ${console}/distribution → Sharing. Until then it works for its contributors only, and says so badly.`
      : `Let others use it: add the agents and admins who try it as contributors (${console}), or deploy to production and share it there. An app that is not shared works for its contributors only.`;
  const start =
    site === undefined
      ? 'Install it: npm run deploy -- --site your-site.atlassian.net. No site? `forge site provision` (newer CLIs) makes a free demo site with Jira Service Management.'
      : `Set it up as a Jira admin: https://${site}/jira/settings/apps → Guestlist → Get started. It tests its own permission, and says what to do.`;
  return ['', 'Left for you:', `  1. ${others}`, `  2. ${start}`];
}
