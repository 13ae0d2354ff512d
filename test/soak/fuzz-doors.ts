import { payloadFrom } from './fuzz-payloads';
import type { Draw } from './random';
import type { Stage } from './stage';

const SCRIPT = {
  email: 'ada@acme.example',
  project: 'SUP',
  organization: 'Acme',
  notify: false,
  endsAt: '2027-01-31',
  displayName: 'Ada',
};
const SCOPES = ['write:invitation:custom', 'read:invitation:custom', 'read:organization:custom'];
/** What an API route may answer, whatever it is asked. */
const API_STATUS = [200, 201, 202, 204, 400, 401, 403, 404, 413, 422, 429, 502];

/** The doors beside the screens, each tried with one payload. */
export class Doors {
  /** The payload that was sent last. */
  sent: unknown;
  /** What was sent as a key. */
  readonly secrets: string[] = [];
  readonly #fixed: ReadonlySet<string>;

  constructor(
    private readonly stage: Stage,
    private readonly draw: Draw,
  ) {
    const { webtrigger } = stage.site.forge.manifest.modules;
    const outputs = webtrigger.flatMap(({ response }) =>
      response?.type === 'static' ? response.outputs : [],
    );
    this.#fixed = new Set(outputs.map(({ statusCode, body }) => `${statusCode} ${body ?? ''}`));
  }

  /** @returns what is wrong with the answer. */
  async try(
    door: 'script' | 'api' | 'action' | 'queue',
    ids: readonly string[],
  ): Promise<string | undefined> {
    this.sent = payloadFrom(this.draw, [SCRIPT], ids);
    switch (door) {
      case 'script':
        return this.#script();
      case 'api':
        return this.#api(ids);
      case 'action':
        return this.#action();
      case 'queue':
        return this.#queue();
    }
  }

  async #script(): Promise<string | undefined> {
    const { draw, stage } = this;
    const key = stage.keys[draw.int(0, stage.keys.length - 1)];
    if (!key) return undefined;
    const headers = new Headers();
    const secret = draw.chance(0.85)
      ? key.secret
      : draw.pick([`gl_abcdefghijkl_${'A'.repeat(43)}`, 'gl__', key.secret.slice(0, -1), '__proto__']);
    if (draw.chance(0.97))
      headers.set(
        'Authorization',
        draw.chance(0.95)
          ? `Bearer ${secret}`
          : draw.pick([secret, 'Bearer', `Basic ${secret}`, `bearer  ${secret}`]),
      );
    if (draw.chance(0.3))
      headers.set(
        'Idempotency-Key',
        draw.pick(['once-1', '', 'x'.repeat(300), '../..', '__proto__', 'a b', '"a"']),
      );
    const method = draw.chance(0.95) ? 'POST' : draw.pick(['GET', 'PUT', 'DELETE']);
    const request = new Request(key.address, {
      method,
      headers,
      ...(method !== 'GET' && { body: this.#body() }),
    });
    const answer = await stage.site.forge.callWebTrigger(key.address.split('/').at(-1) ?? '', request);
    const said = `${answer.status} ${await answer.text()}`;
    return this.#fixed.has(said) ? undefined : said;
  }

  async #api(ids: readonly string[]): Promise<string | undefined> {
    const { draw, stage } = this;
    const { forge, jira } = stage.site;
    const token = forge.apiRoutes.grant(draw.pick([...jira.state.people.keys()]), draw.some(SCOPES, 0.9));
    const part = encodeURIComponent(safe(draw.pick([...ids, '__proto__', '..', '%00', 'x'.repeat(500)])));
    const [method, path] = draw.pick([
      ['POST', '/invitations'],
      ['POST', '/invitations'],
      ['GET', `/invitations/${part}?project=${draw.pick(['SUP', 'PAR', '10001', part])}`],
      ['GET', `/organizations?project=${draw.pick(['SUP', 'PAR', '', part])}`],
      ['GET', '/organizations'],
    ] as const);
    const headers = { Authorization: `Bearer ${token}` };
    const init = { method, headers, ...(method === 'POST' && { body: this.#body() }) };
    const answer = await forge.callApi(new Request(`${forge.apiUrl}${path}`, init));
    const text = await answer.text();
    const isMeant =
      API_STATUS.includes(answer.status) &&
      !text.includes('"unexpected"') &&
      !text.includes('"storage-unavailable"');
    return isMeant ? undefined : `${answer.status} ${text.slice(0, 300)}`;
  }

  async #action(): Promise<string | undefined> {
    const { draw, stage } = this;
    const { jira, forge } = stage.site;
    const sent = this.sent;
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return undefined;
    const { displayName: name, ...inputs } = { displayName: undefined, ...sent } as Record<string, unknown>;
    const by = draw.pick(['automation', 'rovo'] as const);
    const accountId = draw.chance(0.1) ? undefined : draw.pick([...jira.state.people.keys(), 'ghost']);
    const key = by === 'automation' ? 'invite-customer' : 'invite-customer-in-chat';
    const result = await forge.runAction(key, {
      by,
      inputs: { ...inputs, ...(name !== undefined && { name }) },
      accountId,
    });
    return result.status === 'failed' && result.errors.includes('The app failed')
      ? 'The app failed'
      : undefined;
  }

  /** Events for turns that are over, were never had, or are of imports that do not exist. */
  async #queue(): Promise<string | undefined> {
    const { draw, stage } = this;
    const ghost = `1000${draw.int(1, 3)}.0mx5t75518d92032365c5`;
    const importId = draw.pick([...stage.imports.map(({ id }) => id), ghost]);
    this.sent = { importId, turn: draw.pick([0, 0, 1, 2, 7, 2 ** 40]) };
    const jobId = `job-${draw.seed()}`;
    stage.site.forge.queues.publish({ queueName: 'import', jobId, payload: [{ body: this.sent }] });
    await stage.site.forge.runQueues();
    return undefined;
  }

  #body(): string {
    const { draw } = this;
    const json = JSON.stringify(this.sent);
    return draw.weighted([
      [20, json],
      [1, json.slice(0, draw.int(0, json.length))],
      [1, `${json}${json}`],
      [
        1,
        draw.pick([
          '',
          'null',
          '[]',
          '"',
          '{"__proto__":{"email":"a"}}',
          ' '.repeat(17_000),
          '[[['.repeat(5_000),
        ]),
      ],
    ]);
  }
}

/** Half a character cannot stand in an address of the web. */
function safe(text: string): string {
  return text.replace(/[\ud800-\udfff]/g, '');
}
