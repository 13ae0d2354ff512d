import path from 'node:path';
import { buildBackEnd, ROOT } from '../forge/bundle';
import { ForgeHost } from '../forge/host';
import type { ScreenContext } from '../forge/screen-context';
import { readManifest, withScopes } from '../forge/manifest';
import type { Manifest } from '../forge/manifest';
import { JiraSite } from '../jira/site';
import type { JiraSiteOptions } from '../jira/site';
import type { Person } from '../jira/state';
import { UsageError } from '../usage-error';

export interface LocalSiteOptions extends JiraSiteOptions {
  /** The app's bundle; built from `src` where none is given. */
  readonly bundle?: string | undefined;
  /** Granted beside those of the manifest, as after a deployment that asks for more. */
  readonly scopes?: readonly string[];
}

/** A request, by its key, or an organization, by its id, on whose page a screen is. */
export interface Place {
  readonly issue?: string;
  readonly organization?: string;
}

/** What the demo's admin has set: the first project enabled, so that the main job works at once. */
const DEMO_RULES = { deniedDomains: ['denied.example'], email: 'choice' };

/** Read once: it is the same for all sites. */
let manifest: Manifest | undefined;

/**
 * Sites as they are after `create`, by what they were created with. Only of tests, whose sites all start at one moment: what
 * is stored holds moments.
 */
const installed = new Map<string, { readonly snapshot: unknown; readonly at: number }>();

/** A Jira site and a Forge host with the app installed: everything but HTTP. */
export class LocalSite {
  private constructor(
    readonly jira: JiraSite,
    readonly forge: ForgeHost,
  ) {}

  /** Builds, installs the app, and enables the first project, as an admin would. */
  static async create({ bundle, scopes = [], ...options }: LocalSiteOptions = {}): Promise<LocalSite> {
    const jira = new JiraSite(options);
    manifest ??= readManifest(path.join(ROOT, 'manifest.yml'));
    const file = bundle ?? (await bundleFile());
    const site = new LocalSite(jira, new ForgeHost(withScopes(manifest, scopes), jira, file));
    const start = options.clock ? undefined : process.env['GUESTLIST_SITE_STARTS'];
    const kind = start && JSON.stringify([start, file, scopes, options]);
    const before = kind && installed.get(kind);
    if (before) {
      site.restore(before.snapshot);
      jira.clock.advance(before.at - jira.clock.now());
      return site;
    }
    await site.#install();
    if (kind) installed.set(kind, { snapshot: site.snapshot(), at: jira.clock.now() });
    return site;
  }

  async #install(): Promise<void> {
    this.jira.quiet = true;
    await this.forge.fire('avi:forge:installed:app', { id: 'local-installation' });
    await this.savePolicy(DEMO_RULES, ['SUP']);
    this.jira.quiet = false;
    this.jira.log.clear();
    this.forge.kvs.requests.length = 0;
  }

  /** @throws UsageError when nobody on the site has this account id, address or role. */
  person(who: string): Person {
    const { people } = this.jira.state;
    const found =
      people.get(who) ?? [...people.values()].find(({ email, role }) => email === who || role === who);
    if (!found)
      throw new UsageError(`There is nobody called ${who}. There are: ${this.#roles().join(', ')}.`);
    return found;
  }

  /**
   * The place of a person's screen, and on which request (by its key) or organization (by its id) of the project, if it
   * is on one.
   *
   * @throws UsageError when there is no such person, project or request.
   */
  screen(moduleKey: string, who: string, projectKey?: string, at: Place = {}): ScreenContext {
    const { accountId } = this.person(who);
    if (projectKey === undefined) return { moduleKey, accountId };
    const desk = [...this.jira.state.desks.values()].find((each) => each.projectKey === projectKey);
    if (!desk) {
      const keys = [...this.jira.state.desks.values()].map((each) => each.projectKey);
      throw new UsageError(`There is no space ${projectKey}. There are: ${keys.join(', ')}.`);
    }
    const issue = at.issue === undefined ? undefined : this.jira.state.issue(at.issue);
    if (at.issue !== undefined && !issue) throw new UsageError(`There is no request ${at.issue}.`);
    return {
      moduleKey,
      accountId,
      project: { id: desk.projectId, key: desk.projectKey },
      ...(issue && { issue: { id: issue.id, key: issue.key } }),
      ...(at.organization !== undefined && { organization: { id: at.organization } }),
    };
  }

  /**
   * Enables projects and changes rules as the Jira admin, through the app; other rules stay. @throws Error where the
   * app refuses.
   */
  async savePolicy(rules: Readonly<Record<string, unknown>>, projectKeys: readonly string[]): Promise<void> {
    const admin = this.screen('settings', 'jira-admin');
    const shown = (await this.forge.invoke(admin, 'policy.show', {})) as {
      data: { version: number; rules: object; auditDays: number; projectAdminsMakeKeys: boolean };
    };
    const { version, auditDays, projectAdminsMakeKeys } = shown.data;
    const desks = [...this.jira.state.desks.values()].filter(({ projectKey }) =>
      projectKeys.includes(projectKey),
    );
    const reply = (await this.forge.invoke(admin, 'policy.save', {
      version,
      rules: { ...shown.data.rules, ...rules },
      auditDays,
      projectAdminsMakeKeys,
      projects: desks.map(({ projectId }) => ({ projectId, overrides: {} })),
    })) as { ok: boolean; error?: { code: string } };
    if (!reply.ok) throw new Error(`The policy was not saved: ${reply.error?.code}`);
  }

  snapshot(): unknown {
    return { jira: this.jira.state.snapshot(), kvs: this.forge.kvs.store.snapshot() };
  }

  restore(snapshot: unknown): void {
    const { jira, kvs } = snapshot as { jira: unknown; kvs: unknown };
    this.jira.state.restore(jira);
    this.forge.kvs.store.restore(kvs);
  }

  #roles(): string[] {
    return [...this.jira.state.people.values()].flatMap(({ role, email }) => (role ? [email] : []));
  }
}

/** Another bundle of the same app can be put in place of ours: the checks in tools/forge do. */
async function bundleFile(): Promise<string> {
  return process.env['GUESTLIST_BUNDLE'] ?? buildBackEnd();
}
