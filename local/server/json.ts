import type { Context } from 'hono';
import { parseJson } from '../../src/domain/parse-json';

/** What is no JSON is nothing: the schema tells what is missing. */
export async function readJson(context: Context): Promise<unknown> {
  return parseJson(await context.req.text());
}
