import type { Reply } from '../../src/contract/reply';
import type { ScreenContext } from '../../local/forge/screen-context';
import { around } from './finding';
import type { Finding } from './finding';
import type { Stage } from './stage';

/** How the guard refuses: before anything is asked as the app, and before anything is kept but that it refused. */
const BY_THE_GUARD = new Set([
  'not-signed-in',
  'no-project',
  'not-an-inviter',
  'not-a-project-admin',
  'not-a-jira-admin',
  'invalid-input',
]);
/** Storage that changes something. */
const WRITES = ['set', 'delete', 'transaction'];

type Say = (rule: string, more: string) => void;

/** Watches calls to Jira, writes to storage and the log while one payload is tried. */
export class Watch {
  #calls = 0;
  #changes = 0;
  #logged = 0;
  #writes: { readonly key: string; readonly event?: string }[] = [];

  constructor(private readonly stage: Stage) {
    const { kvs } = stage.site.forge;
    const handle = kvs.handle.bind(kvs);
    kvs.handle = (path, body) => {
      if (WRITES.some((each) => path.endsWith(each))) this.#writes.push(...operationsIn(body));
      return handle(path, body);
    };
  }

  begin(): void {
    this.#calls = this.stage.site.jira.log.all().length;
    this.#changes = this.stage.journal.changes.length;
    this.#writes = [];
  }

  /** Holds one answer of a screen's function against what was done for it. */
  judgeReply(reply: Reply<unknown>, { accountId, project }: ScreenContext, say: Say): void {
    const { site, journal } = this.stage;
    const asApp = site.jira.log
      .all()
      .slice(this.#calls)
      .filter(({ as }) => as === 'app');
    const refusals = this.#writes.filter(({ event }) => event === 'refusal').map(({ key }) => key);
    // With its entry go the rows that find it, under its key; and the note of the person.
    const writes = this.#writes.filter(
      ({ key }) => !refusals.includes(key.split('#')[0] ?? '') && !key.startsWith('person'),
    );
    if (!reply.ok) {
      const { code } = reply.error;
      if (code === 'unexpected' || code === 'storage-unavailable')
        say('typed answer that nobody means', code);
      if (BY_THE_GUARD.has(code) && asApp.length > 0)
        say(
          'call as the app for what the guard refused',
          `${code}: ${asApp.map(({ method, path }) => `${method} ${path}`).join(', ')}`,
        );
      if (BY_THE_GUARD.has(code) && writes.length > 0)
        say('write for what the guard refused', `${code}: ${writes.map(({ key }) => key).join(', ')}`);
    }
    const person = site.jira.state.people.get(accountId ?? '');
    const isAdmin = person?.jiraAdmin === true;
    for (const { what, place, added } of journal.changes.slice(this.#changes)) {
      if (what === 'desk' && !isAdmin && place !== project?.id)
        say('change in another space', `${added ? '+' : '-'}${place}`);
      if (!reply.ok && BY_THE_GUARD.has(reply.error.code))
        say('change in Jira for what the guard refused', `${what} ${place}`);
    }
  }

  /** What the log says now must hold no name and no secret. */
  judgeLogs(secrets: readonly string[], say: Say): void {
    const { site } = this.stage;
    const lines = site.forge.logs.slice(this.#logged).map(({ text }) => text.toLowerCase());
    this.#logged = site.forge.logs.length;
    if (lines.length === 0) return;
    const text = lines.join('\n');
    if (text.includes(' failed: ')) say('exception', around(text, ' failed: '));
    const told = [...text.matchAll(/[a-z0-9._-]+@[a-z0-9-]+\.example/g)].map(([address]) => address);
    const secret = [...secrets, ...this.stage.secrets].find((each) => text.includes(each.toLowerCase()));
    const said = told[0] ?? secret?.toLowerCase();
    if (said !== undefined) say('address or secret in a log', around(text, said));
  }

  /** What holds for all payloads together. */
  end(): Finding[] {
    const { journal, site } = this.stage;
    const polluted = Object.keys(Object.prototype);
    return [
      ...journal.refusedValues.slice(0, 3).map((what) => ({ rule: 'value that storage refuses', what })),
      ...journal.overlong.slice(0, 3).map((what) => ({ rule: 'function longer than its limit', what })),
      ...site.jira.log.unmodelled().map((what) => ({ rule: 'call that nobody models', what })),
      ...polluted.map((what) => ({ rule: 'every object has a new property', what })),
    ];
  }
}

/** Keys that a write names, with the kind of an audit entry. */
function operationsIn(body: unknown): { readonly key: string; readonly event?: string }[] {
  const all = Array.isArray(body)
    ? (body as unknown[])
    : typeof body === 'object' && body !== null && 'set' in body
      ? Object.values(body as Readonly<Record<string, unknown[]>>).flat()
      : [body];
  return all.map((each) => {
    const { key = '', value } = each as {
      readonly key?: string;
      readonly value?: { readonly event?: string };
    };
    return { key, ...(value?.event !== undefined && { event: value.event }) };
  });
}
