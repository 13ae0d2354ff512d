import { randomUUID } from 'node:crypto';
import type { Manifest } from './manifest';

/** Forge's limit for what a function is called with. @see https://developer.atlassian.com/platform/forge/limits-invocation/ */
const PAYLOAD_BYTES_MAX = 5 * 1000 * 1000;

type Trigger = Manifest['modules']['webtrigger'][number];

/** What a web trigger's function returns. */
interface Answer {
  /** Of a static trigger: the key of one of the outputs in the manifest. */
  readonly outputKey?: string;
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: string;
}

/** Stands in for Forge's web triggers: their addresses, requests and answers. */
export class WebTriggers {
  readonly #byId = new Map<string, Trigger>();
  /** Where the local site listens. */
  base = 'http://127.0.0.1';

  constructor(private readonly manifest: Manifest) {}

  find(id: string): Trigger | undefined {
    return this.#byId.get(id);
  }

  /** The GraphQL operations that `webTrigger` of `@forge/api` sends; any other is not modelled. */
  graphql(body: unknown): Response | undefined {
    const { query, variables } = body as {
      query: string;
      variables: { input?: { triggerKey: string }; forceCreate?: boolean; id?: string };
    };
    if (query.includes('createWebTriggerUrl')) {
      const trigger = this.manifest.modules.webtrigger.find(({ key }) => key === variables.input?.triggerKey);
      if (!trigger) return Response.json({ errors: [{ message: 'There is no such web trigger' }] });
      const known = [...this.#byId].find(([, each]) => each === trigger)?.[0];
      const id = known === undefined || variables.forceCreate ? randomUUID() : known;
      this.#byId.set(id, trigger);
      return Response.json({ data: { createWebTriggerUrl: { url: this.#urlOf(id) } } });
    }
    if (query.includes('deleteWebTriggerUrl')) {
      this.#byId.delete(variables.id ?? '');
      return Response.json({ data: { deleteWebTriggerUrl: { success: true, message: 'deleted' } } });
    }
    if (query.includes('webTriggerUrlsByAppContext')) {
      const webTriggerUrlsByAppContext = [...this.#byId].map(([id, { key }]) => ({
        triggerKey: key,
        url: this.#urlOf(id),
      }));
      return Response.json({ data: { webTriggerUrlsByAppContext } });
    }
    return undefined;
  }

  #urlOf(id: string): string {
    const path = this.#byId.get(id)?.urlFormat === 'v2' ? 'public' : 'x1';
    return `${this.base}/${path}/${id}`;
  }

  respond({ response }: Trigger, answer: unknown): Response {
    if (response?.type !== 'static') return dynamicResponse(answer);
    const { outputKey } = (answer ?? {}) as Answer;
    const output = response.outputs.find(({ key }) => key === outputKey);
    if (!output) return new Response('The function named no output of the manifest', { status: 500 });
    return new Response(output.body ?? '', {
      status: output.statusCode,
      headers: { 'Content-Type': output.contentType },
    });
  }
}

/**
 * A request as a function receives it; nothing where it is larger than Forge takes.
 *
 * @param rawHeaders names and values as they came, so that a header that stands twice has two values.
 */
export async function requestEvent(
  request: Request,
  rawHeaders: readonly string[] = [...request.headers].flat(),
): Promise<Record<string, unknown> | undefined> {
  const url = new URL(request.url);
  // `text()` would take a byte order mark away; a platform may hand it on.
  const body = Buffer.from(await request.arrayBuffer()).toString('utf8');
  if (Buffer.byteLength(body) > PAYLOAD_BYTES_MAX) return undefined;
  const headers: Record<string, string[]> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    headers[name] = [...(headers[name] ?? []), rawHeaders[at + 1] ?? ''];
  }
  return {
    method: request.method,
    path: url.pathname,
    // Begins with a slash, or is empty.
    userPath: url.pathname.replace(/^\/[^/]+\/[^/]+/, ''),
    headers,
    queryParameters: Object.fromEntries(
      [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)]),
    ),
    body,
  };
}

/** What a function answers where its answer is not one of fixed outputs. */
export function dynamicResponse(answer: unknown): Response {
  const { statusCode = 204, headers = {}, body = '' } = (answer ?? {}) as Answer;
  return new Response(statusCode === 204 ? null : body, {
    status: statusCode,
    headers: Object.entries(headers).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  });
}
