import * as z from 'zod/mini';
import { listedIn } from './listed';
import { problemIn } from './refusals';
import { done, passed, stopped, unagreed } from './step';
import type { Deployment } from './deployment';
import type { Ports, Step, StepEnd } from './step';

const listSchema = z.array(
  z.looseObject({ environment: z.string(), site: z.string(), product: z.string(), status: z.string() }),
);

/** Installs the app on the site, or brings an installation up to date. */
export const installApp: Step = {
  title: 'Install',
  why: 'the site gets the app; its scopes are shown first',
  commands: ({ options: { environment, site } }) =>
    site === undefined
      ? []
      : [
          'forge install list --json',
          `forge install --site ${site} --product Jira -e ${environment} --confirm-scopes --non-interactive   # asks first; with --upgrade where it is installed`,
        ],
  take: async (deployment, ports) => {
    const { site } = deployment.options;
    if (site === undefined)
      return passed('no site was named: --site your-site.atlassian.net installs it there');
    const { code, text } = await ports.run('forge', ['install', 'list', '--json'], 'quiet');
    // Nowhere installed, it is told in words, not as a list.
    const isNowhere = /not installed anywhere/i.test(text);
    const all = isNowhere ? [] : listedIn(text, listSchema);
    if (code !== 0 || !all)
      return stopped(problemIn(text, deployment, 'The installations of the app cannot be listed.'));
    const there = all.find(
      (each) =>
        each.site.includes(site) &&
        each.environment.toLowerCase() === deployment.options.environment &&
        /jira/i.test(each.product),
    );
    if (there && /up-to-date/i.test(there.status)) return passed(`${site} is up to date`);
    const { scopes } = deployment.app;
    ports.say(`Scopes: ${scopes.join(', ')}. Why each: docs/security.md`);
    const question = there
      ? `Upgrade Guestlist on ${site} to these scopes?`
      : `Install Guestlist on ${site} with these scopes?`;
    const refused = { what: 'It was not installed.', mend: ['Run this again when you want it there.'] };
    return (
      (await unagreed(question, refused, deployment, ports)) ??
      install(site, there !== undefined, deployment, ports)
    );
  },
};

async function install(
  site: string,
  isThere: boolean,
  deployment: Deployment,
  ports: Ports,
): Promise<StepEnd> {
  const { environment } = deployment.options;
  const target = ['--site', site, '--product', 'Jira', '-e', environment];
  const { code, text } = await ports.run(
    'forge',
    ['install', ...(isThere ? ['--upgrade'] : []), ...target, '--confirm-scopes', '--non-interactive'],
    'shown',
  );
  if (code === 0) return done(`${isThere ? 'upgraded' : 'installed'} on ${site}`);
  // It is there, and was not listed: of another login, or made meanwhile.
  if (!isThere && /already installed/i.test(text)) return install(site, true, deployment, ports);
  return stopped(problemIn(text, deployment, `It was not installed on ${site}.`));
}
