import type { Context } from 'hono';

/** What is no JSON is nothing: the schema tells what is missing. */
export async function readJson(context: Context): Promise<unknown> {
  return parseJson(await context.req.text());
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
