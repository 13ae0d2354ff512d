import type * as z from 'zod/mini';

/** The list in what a command said with `--json`, whatever else it said; `undefined` where there is none. */
export function listedIn<S extends z.ZodMiniType>(text: string, schema: S): z.infer<S> | undefined {
  const from = text.indexOf('[');
  try {
    return schema.safeParse(JSON.parse(text.slice(from, text.lastIndexOf(']') + 1))).data;
  } catch {
    return undefined;
  }
}
