import type { NewKey } from '../../src/contract/api-key';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';
import { ada, newKey } from './scripting';

export const ADDRESS = 'zelda.zimmermann@acme.example';
export const NAME = 'Zelda Zimmermann';
export const TYPED = 'Zebra Holdings';
const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/** A site, and what its log must not say. */
export class WatchedSite {
  private readonly secrets: string[] = [];

  private constructor(
    readonly site: LocalSite,
    private readonly listening: Listening,
  ) {}

  static async create(): Promise<WatchedSite> {
    const site = await LocalSite.create();
    site.forge.time.hurried = true;
    return new WatchedSite(site, await listen(site, { port: 0, screens: false }));
  }

  close(): Promise<void> {
    return this.listening.close();
  }

  /** Takes a secret that the log must not say. */
  hide({ secret }: { readonly secret: string }): void {
    this.secrets.push(secret);
  }

  /** What of it the log says. */
  leaks(): string[] {
    const log = this.site.forge.logs.map(({ text }) => text.toLowerCase()).join('\n');
    return this.personal().filter((each) => log.includes(each.toLowerCase()));
  }

  /** What the log says of the app's own: the events. */
  events(): string[] {
    return this.site.forge.logs.flatMap(({ text }) => /"event":"([a-z-]+)"/.exec(text)?.[1] ?? []);
  }

  /** Makes a key, and takes its secret for one that the log must not say. */
  async key(but: Parameters<typeof newKey>[1] = {}): Promise<NewKey> {
    const made = await newKey(this.site, but);
    this.hide(made);
    return made;
  }

  /** Invites Zelda into an organization that does not exist, as a screen does. */
  inviteZelda(who = 'agent', more: object = {}): Promise<unknown> {
    return ask(this.site, who, 'invite.send', {
      people: [{ email: ADDRESS, displayName: NAME }],
      organizations: [{ name: TYPED }],
      notify: false,
      ...more,
    });
  }

  async restApi(): Promise<void> {
    const scopes = ['write:invitation:custom', 'read:invitation:custom', 'read:organization:custom'];
    const token = this.site.forge.apiRoutes.grant(this.site.person('agent').accountId, scopes);
    const call = (path: string, body?: string): Promise<Response> =>
      fetch(`${this.listening.url}${this.site.forge.apiRoutes.base}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { Authorization: `Bearer ${token}` },
        ...(body !== undefined && { body }),
      });
    const zelda = ada({ email: ADDRESS, displayName: NAME, organization: TYPED });
    await call('/invitations', JSON.stringify(zelda));
    await call('/invitations', `{"email":"${ADDRESS}"`);
    await call(`/invitations/${encodeURIComponent(ADDRESS)}?project=SUP`);
    await call('/organizations?project=SUP');
  }

  /** Runs what is unattended; what fails there, Forge itself notes. */
  async schedules(): Promise<void> {
    const run = async (work: () => Promise<unknown>): Promise<void> => {
      this.site.jira.clock.advance(6 * MINUTE_MS);
      await work().catch(() => undefined);
    };
    await run(() => this.site.forge.runSchedule('retry'));
    await run(() => this.site.forge.runQueues());
    await run(() => this.site.forge.fire('avi:forge:upgraded:app', { id: ADDRESS }));
    this.site.jira.clock.advance(WEEK_MS);
    await run(() => this.site.forge.runSchedule('privacy'));
  }

  /** All that the log must not say. */
  private personal(): string[] {
    const people = [...this.site.jira.state.people.values()].filter(
      ({ accountType }) => accountType !== 'app',
    );
    return [
      ADDRESS,
      NAME,
      TYPED,
      ...people.flatMap(({ email, displayName, accountId }) => [email, displayName, accountId]),
      // The two halves of a key; the first alone names it, and opens nothing.
      ...this.secrets.flatMap((secret) => [secret, secret.split('_').slice(2).join('_')]),
    ];
  }
}
