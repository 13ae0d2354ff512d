import type { Deployment } from './deployment';

/** Why a step cannot go on, and what a person does about it. */
export interface Problem {
  readonly what: string;
  readonly mend: readonly string[];
}

type Words = (deployment: Deployment) => Problem;

/**
 * What the Forge CLI says where it refuses, and what that means here. The texts are those of @forge/cli 13.3.0; what none
 * of them fits is shown as the CLI said it.
 */
const REFUSALS: readonly (readonly [RegExp, Words])[] = [
  [
    /not logged in|couldn't get your atlassian account|api token (?:on your machine )?is no longer valid/i,
    () => ({
      what: 'The Forge CLI is not logged in.',
      mend: [
        'Run `forge login`. It asks for your address and for a token, and says where to get one.',
        'On a machine without a keychain: set FORGE_EMAIL and FORGE_API_TOKEN instead.',
      ],
    }),
  ],
  [
    /prompts can not be meaningfully rendered|your response is needed/i,
    () => ({
      what: 'The Forge CLI wants to ask something, and cannot here. On first use it asks whether it may send usage data.',
      mend: [
        'Answer that once: `forge settings set usage-analytics false` (or true).',
        'Anything else: run its command by hand in a terminal.',
      ],
    }),
  ],
  [
    /no associated developer space|not currently a member of a developer space/i,
    () => ({
      what: 'Every app belongs to a Developer Space, and this one has none.',
      mend: [
        'Create one, or have yourself added to one: https://developer.atlassian.com/console/developer-space',
        'An app that is registered already is assigned to it there, too. Below the free allowance it costs nothing.',
      ],
    }),
  ],
  [
    /developer space setup is incomplete/i,
    () => ({
      what: 'The Developer Space of this app is not set up to its end.',
      mend: ['Have its Marketplace admin finish the setup, by the link that stands above.'],
    }),
  ],
  [
    /developer space does not exist|developer space id is not a valid/i,
    () => ({
      what: 'There is no Developer Space of that id, or it is not yours.',
      mend: [
        'Take an id that `forge developer-spaces list` shows, or leave --developer-space out and choose.',
      ],
    }),
  ],
  [
    /your app could not be found|missing app owner/i,
    ({ app }) => ({
      what: `The app id in manifest.yml (${app.id ?? 'none'}) is nobody's that this login may use.`,
      mend: [
        'To register an app of your own: `git checkout manifest.yml`, then run this again.',
        'To use the app that is there: have its owner add you as a contributor (Developer console → your app → Contributors).',
      ],
    }),
  ],
  [
    /deployment failed due to missing scopes/i,
    ({ options }) => ({
      what: `The scopes of the REST API are not registered in ${options.environment} yet. Atlassian takes some minutes after they are sent.`,
      mend: [
        `Wait a little, look at \`forge custom-scopes list -e ${options.environment}\`, and run this again.`,
      ],
    }),
  ],
  [
    /failed to submit custom scopes/i,
    () => ({
      what: 'Atlassian did not take the scopes of the REST API.',
      mend: [
        'Only an admin of the app may register them. Names that another app has, or that were sent before with other texts, are refused: the lines above say which.',
        'The app works without its REST API: remove the apiRoute modules from manifest.yml, and run this again.',
      ],
    }),
  ],
  [
    /insufficient permissions to install/i,
    ({ app, options }) => ({
      what: `This login may not install apps on ${options.site ?? 'the site'}.`,
      mend: [
        `Send its admin the installation link: https://developer.atlassian.com/console/myapps/${app.id ?? ''}/distribution`,
        'The app itself is deployed; nothing has to be done again.',
      ],
    }),
  ],
  [
    /access rule|blocked by (?:your|an|the) (?:organi[sz]ation|admin|policy)|data security policy/i,
    ({ options }) => ({
      what: `An app access rule of the organization keeps apps off ${options.site ?? 'the site'}.`,
      mend: [
        'An organization admin can allow this app: admin.atlassian.com → Security → Data security policies → App access.',
        'Or try a site without such a rule.',
      ],
    }),
  ],
  [
    /index(?:es|ing)?\b.*(?:in progress|not (?:yet )?(?:complete|active)|being (?:built|created))/i,
    () => ({
      what: 'Atlassian still builds the indexes of the app; until then it cannot be installed.',
      mend: ['Run this again in some minutes.'],
    }),
  ],
  [
    /doesn't belong to an atlassian site|not an atlassian site|site (?:url )?is invalid/i,
    ({ options }) => ({
      what: `${options.site ?? 'That'} is no Atlassian site.`,
      mend: ['Name the host that your browser shows when you use Jira: --site your-site.atlassian.net'],
    }),
  ],
  [
    /atlassian app is not activated/i,
    ({ options }) => ({
      what: `Jira is not active on ${options.site ?? 'the site'}.`,
      mend: ['Add Jira Service Management to the site first, or name another site.'],
    }),
  ],
  [
    /background syncing clash/i,
    () => ({ what: 'Two installations met.', mend: ['Run this again in ten minutes.'] }),
  ],
  [
    /maximum number of apps installed/i,
    () => ({
      what: 'The site has as many apps as it can.',
      mend: ['Uninstall one there, or name another site.'],
    }),
  ],
  [
    /too many requests|rate limit/i,
    () => ({ what: 'Atlassian was asked too often.', mend: ['Run this again in some minutes.'] }),
  ],
  [
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|network|proxy/i,
    () => ({
      what: 'Atlassian cannot be reached from here.',
      mend: ['Look at the network and at HTTPS_PROXY, then run this again.'],
    }),
  ],
];

/** @param text what the CLI said. @param what is said where nothing of it is known. */
export function problemIn(text: string, deployment: Deployment, what: string): Problem {
  const known = REFUSALS.find(([pattern]) => pattern.test(text));
  if (known) return known[1](deployment);
  const said = text.trim().split('\n').slice(-12).join('\n');
  return { what, mend: said === '' ? ['It said nothing.'] : ['It said:', ...said.split('\n')] };
}

/** The rules that a deployment asks approval for: `--approve MAJOR_VERSION_RULE`. */
export function approvalsIn(text: string): readonly string[] {
  const asked = /deploy\s+--approve ([A-Za-z0-9_ ]+)/.exec(text)?.[1] ?? '';
  return asked.split(' ').filter((rule) => /^[A-Z0-9_]+$/.test(rule));
}
