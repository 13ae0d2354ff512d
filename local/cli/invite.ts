import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { SendInput } from '../../src/domain/invitation/invitation';
import type { SendResult } from '../../src/contract/invite';
import type { Outcome } from '../../src/domain/invitation/outcome';
import type { Reply } from '../../src/contract/reply';
import { describe } from '../../src/i18n/translate';
import { ROOT } from '../forge/bundle';
import { PROFILE_NAMES } from '../jira/profile';
import { LocalSite } from '../server/local-site';
import { outcomeAsJson, outcomeAsText } from './outcome-words';
import { UsageError } from '../usage-error';
import { runCli } from './run-cli';

const USAGE = `Invites a customer on the local site: the main job, through the app's real bundle.

  npm run invite -- --as agent@guestlist.example --space SUP --email ada@acme.example \\
                    [--name "Ada Lovelace"] [--organization Acme] [--notify] [--json]

  --as WHO             address or role of the person who invites (default: agent)
  --space KEY          the service space (default: SUP); --project is the same
  --email ADDRESS      may be given several times
  --name NAME          for one address
  --organization NAME  may be given several times
  --notify             send Jira's invitation email
  --json               print the outcome as JSON: one object, or a list for several addresses
  --profile NAME       how the site behaves: ${PROFILE_NAMES.join(', ')}
  --fresh              begin with an empty site
  --state FOLDER       where the site is kept between runs (default: .local-site)
  --site URL           use a site that runs already, from npm start or npm run site

Without --site, the site lives in this process; what was done is kept for the next time.
Ends with 0 when done, 2 when something needs attention, 1 when it failed.
`;
const EXIT = { done: 0, attention: 2, failed: 1 } as const;

runCli(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      as: { type: 'string', default: 'agent' },
      space: { type: 'string' },
      project: { type: 'string' },
      email: { type: 'string', multiple: true, default: [] },
      name: { type: 'string' },
      organization: { type: 'string', multiple: true, default: [] },
      notify: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      profile: { type: 'string', default: 'default' },
      fresh: { type: 'boolean', default: false },
      state: { type: 'string', default: path.join(ROOT, '.local-site') },
      site: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  if (values.email.length === 0) throw new UsageError(`Name an address with --email.\n\n${USAGE}`);
  if (values.name !== undefined && values.email.length > 1)
    throw new UsageError('--name is for one address.');

  const { space, project = space ?? 'SUP' } = values;
  if (space !== undefined && space !== project) {
    throw new UsageError('--space and --project name two spaces. Give one of them.');
  }

  const payload: SendInput = {
    people: values.email.map((email) => ({
      email,
      ...(values.name !== undefined && { displayName: values.name }),
    })),
    organizations: values.organization.map((name) => ({ name })),
    notify: values.notify,
  };
  const request = { as: values.as, project, payload };
  const reply = values.site ? await askSite(values.site, request) : await askOwnSite(values, request);
  process.exitCode = print(reply, values.json);
});

interface Request {
  readonly as: string;
  readonly project: string;
  readonly payload: SendInput;
}

async function askSite(site: string, { as, project, payload }: Request): Promise<Reply<SendResult>> {
  const body = JSON.stringify({ as, project, module: 'invite', functionKey: 'invite.send', payload });
  const answer = await post(site, body).catch(() => undefined);
  if (answer?.error !== undefined) throw new UsageError(answer.error);
  if (answer?.value === undefined) {
    throw new UsageError(`No local site answers at ${site}. Start one with npm start or npm run site.`);
  }
  return answer.value;
}

async function post(site: string, body: string): Promise<{ value?: Reply<SendResult>; error?: string }> {
  const response = await fetch(new URL('/__site/invoke', site), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  return (await response.json()) as Awaited<ReturnType<typeof post>>;
}

async function askOwnSite(
  { profile, fresh, state }: { readonly profile: string; readonly fresh: boolean; readonly state: string },
  { as, project, payload }: Request,
): Promise<Reply<SendResult>> {
  const file = path.join(state, `${profile}.json`);
  if (fresh) rmSync(file, { force: true });
  const site = await LocalSite.create({ profile });
  if (existsSync(file)) restore(site, file);
  const reply = await site.forge.invoke(site.screen('invite', as, project), 'invite.send', payload);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(site.snapshot()));
  return reply as Reply<SendResult>;
}

/** @throws UsageError when the file holds no state of a site. */
function restore(site: LocalSite, file: string): void {
  try {
    site.restore(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UsageError(`${file} cannot be read. Begin with an empty site: --fresh.`);
  }
}

/** @returns the exit code: that of the worst outcome. */
function print(reply: Reply<SendResult>, json: boolean): number {
  if (!reply.ok) {
    const { code, params } = reply.error;
    const { message, next } = describe(reply.error);
    const error = { code, message, next, params };
    process.stdout.write(
      json
        ? `${JSON.stringify({ ok: false, error }, null, 2)}\n`
        : `failed: ${message}${next ? ` ${next}` : ''}\n`,
    );
    return EXIT.failed;
  }
  const { outcomes, recorded } = reply.data;
  const shown = outcomes.map(outcomeAsJson);
  process.stdout.write(
    json
      ? `${JSON.stringify(shown.length === 1 ? shown[0] : shown, null, 2)}\n`
      : outcomes.map((outcome) => `${outcomeAsText(outcome)}\n`).join(''),
  );
  if (recorded === 'later') process.stderr.write('History will show this in some minutes.\n');
  if (recorded === 'no') process.stderr.write('This could not be written into History.\n');
  const worst: Outcome['state'] =
    (['failed', 'attention'] as const).find((state) => outcomes.some((each) => each.state === state)) ??
    'done';
  return EXIT[worst];
}
