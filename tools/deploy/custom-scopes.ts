import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import * as z from 'zod/mini';
import { listedIn } from './listed';
import { problemIn } from './refusals';
import { done, passed, stopped, unagreed } from './step';
import type { Deployment } from './deployment';
import type { Ports, Step, StepEnd } from './step';

/** Until names that were sent are listed. */
const POLL_MS = 10_000;
const POLLS_MAX = 30;
const listSchema = z.array(z.looseObject({ name: z.string() }));

/** Registers the scopes of the REST API: `forge deploy` refuses a manifest that names others. */
export const registerScopes: Step = {
  title: 'Scopes of the REST API',
  why: 'a deployment whose manifest names scopes that are not registered there is refused',
  commands: ({ options: { environment } }) => [
    `forge custom-scopes list -e ${environment} --json`,
    `forge custom-scopes create -e ${environment} -f custom-scopes.yaml   # asks first; only those that are missing`,
  ],
  take: async (deployment, ports) => {
    const before = await missing(deployment, ports);
    if (!before.ok) return before.end;
    if (before.names.length === 0) return passed('all are registered');
    const refused = {
      what: 'The scopes of the REST API are not registered, so that the deployment would be refused.',
      mend: ['Run this again and agree, or remove the apiRoute modules and their scopes from manifest.yml.'],
    };
    const question =
      `Register ${before.names.join(', ')} in ${deployment.options.environment}? ` +
      'Their names can never be changed or deleted.';
    return (await unagreed(question, refused, deployment, ports)) ?? create(before.names, deployment, ports);
  },
};

async function create(names: readonly string[], deployment: Deployment, ports: Ports): Promise<StepEnd> {
  const { app, options } = deployment;
  const directory = mkdtempSync(path.join(tmpdir(), 'guestlist-scopes-'));
  const file = path.join(directory, 'custom-scopes.yaml');
  const { version, scopes } = app.customScopes;
  const wanted = Object.fromEntries(names.map((name) => [name, scopes[name]]));
  writeFileSync(file, stringify({ version, scopes: wanted }));
  const sent = await ports.run(
    'forge',
    ['custom-scopes', 'create', '-e', options.environment, '-f', file],
    'shown',
  );
  rmSync(directory, { recursive: true });
  if (sent.code !== 0)
    return stopped(problemIn(sent.text, deployment, 'The scopes of the REST API were not registered.'));
  for (let poll = 0; poll < POLLS_MAX; poll += 1) {
    const left = await missing(deployment, ports);
    if (!left.ok) return left.end;
    if (left.names.length === 0) return done(`registered ${names.join(', ')}`);
    ports.say(`${names.length - left.names.length} of ${names.length} are listed`);
    await ports.sleep(POLL_MS);
  }
  return stopped({
    what: 'The scopes were sent, and Atlassian does not list them yet.',
    mend: ['Run this again in some minutes.'],
  });
}

type Missing =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly end: StepEnd };

async function missing(deployment: Deployment, { run }: Ports): Promise<Missing> {
  const { app, options } = deployment;
  const { code, text } = await run(
    'forge',
    ['custom-scopes', 'list', '-e', options.environment, '--json'],
    'quiet',
  );
  const listed = code === 0 ? listedIn(text, listSchema) : undefined;
  if (!listed)
    return {
      ok: false,
      end: stopped(problemIn(text, deployment, 'The scopes of the REST API cannot be listed.')),
    };
  const there = new Set(listed.map(({ name }) => name));
  return { ok: true, names: Object.keys(app.customScopes.scopes).filter((name) => !there.has(name)) };
}
