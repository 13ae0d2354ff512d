import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import path from 'node:path';
import { ioOf } from '../../cli/io';
import { main } from '../../cli/main';
import { ROOT } from '../../local/forge/bundle';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { systemClock } from '../../src/platform/clock';
import type { Clock } from '../../src/platform/clock';

/** How often a child's work is looked at, in ms. */
const POLL_MS = 20;

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** A local site with an address, as the command line meets one. */
export class ServedSite {
  private constructor(
    readonly site: LocalSite,
    private readonly listening: Listening,
  ) {}

  static async open(
    options: { readonly profile?: string; readonly latencyMs?: number } = {},
  ): Promise<ServedSite> {
    const site = await LocalSite.create(options);
    return new ServedSite(site, await listen(site, { port: 0, screens: false }));
  }

  get url(): string {
    return this.listening.url;
  }

  close(): Promise<void> {
    return this.listening.close();
  }

  /** Starts the real command, in a process of its own, as a person with a token of the site's own. */
  start(args: readonly string[], env = as('jira-admin')): Running {
    return start(this.#at(args), env);
  }

  /** Runs the same in this process, where its waits take no time: half a second less. */
  run(args: readonly string[], env = as('jira-admin')): Promise<Ended> {
    return run(this.#at(args), env, hurried(this.site));
  }

  #at(args: readonly string[]): readonly string[] {
    const project = args.includes('--project') || args.includes('--space') ? [] : ['--project', 'SUP'];
    return [...args, '--site', this.url, ...project];
  }

  /** Calls that changed something, or would have. */
  writes(): string[] {
    return this.site.jira.log
      .all()
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path: called, status }) => `${method} ${called} ${status}`);
  }

  /** How many accounts have this address. */
  accounts(email: string): number {
    return this.site.jira.state.withEmail(email).length;
  }

  /** Addresses of an organization's members. */
  members(name: string): string[] {
    const { organizations, people } = this.site.jira.state;
    const found = [...organizations.values()].find((each) => each.name === name);
    return [...(found?.members ?? [])].map((id) => people.get(id)?.email ?? '').sort();
  }
}

/** The environment of a person with a role. */
export function as(role: string, token: 'local' | 'local-scoped' | 'local-narrow' = 'local'): Environment {
  return { GUESTLIST_EMAIL: `${role}@guestlist.example`, GUESTLIST_TOKEN: `${token}-token-${role}` };
}

/** Starts the real command. Its output must never hold the token, nor what a header makes of it. */
export function start(args: readonly string[], env: Environment = {}): Running {
  const child = spawn(process.execPath, [path.join(ROOT, 'cli/bin.mjs'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (piece: Buffer) => (written[name] += piece.toString()));
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...written }));
  });
  return { child, ended: ended.then((each) => withoutSecrets(each, env)) };
}

/** Runs the command in this process; the same holds for its output. */
export async function run(
  args: readonly string[],
  env: Environment = {},
  clock: Clock = systemClock,
  input = '',
): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  const io = ioOf({
    env,
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    stdin: Readable.from([input]),
    clock,
  });
  const code = await main(args, io);
  return withoutSecrets({ code, ...written }, env);
}

/** The site's time, moved on to the end of each wait. A call's timeout takes real time, as the call does. */
function hurried({ jira: { clock } }: LocalSite): Clock {
  return {
    ...systemClock,
    now: () => clock.now(),
    async sleep(ms) {
      const until = clock.now() + ms;
      // Those who wait for the same moment have all begun to.
      await new Promise((resolve) => setImmediate(resolve));
      clock.advance(until - clock.now());
    },
  };
}

/** @throws where the command printed its token. */
function withoutSecrets(ended: Ended, env: Environment): Ended {
  const leaked = secretsIn(env).some((secret) => `${ended.stdout}${ended.stderr}`.includes(secret));
  if (leaked) throw new Error('The command printed its token.');
  return ended;
}

function secretsIn({ GUESTLIST_EMAIL: email, GUESTLIST_TOKEN: token }: Environment): string[] {
  if (!token) return [];
  return [token, Buffer.from(`${email}:${token}`).toString('base64')];
}

/** A folder of its own for a test file. */
export function scratch(): {
  readonly file: (name: string, text?: string | Buffer) => string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'guestlist-cli-'));
  return {
    file(name, text) {
      const file = path.join(folder, name);
      if (text !== undefined) writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
