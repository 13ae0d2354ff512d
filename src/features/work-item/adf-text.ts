import * as z from 'zod/mini';

/** Deeper than any document that Jira's editor makes. */
const DEPTH_MAX = 40;
/** What reading one node costs, as characters. */
const NODE_COST = 10;
/** Longer than any address that could pass. */
const ADDRESS_MAX = 320;

const markSchema = z.object({
  type: z.string(),
  attrs: z.optional(z.object({ href: z.optional(z.unknown()) })),
});

const nodeSchema = z.object({
  type: z.string(),
  text: z.optional(z.string()),
  marks: z.optional(z.array(z.unknown())),
  content: z.optional(z.array(z.unknown())),
});
type Node = z.infer<typeof nodeSchema>;

/** Quoted or generated text: no address in it belongs to the request. */
const LEFT_OUT = new Set(['codeBlock', 'blockquote']);
/** Nodes that stand inside a line. */
const INLINE = new Set(['text', 'hardBreak', 'mention', 'emoji', 'date', 'status', 'inlineCard', 'media']);

/**
 * The plain text of a document in Atlassian's format, a line for each block: without code, quotations and the addresses of
 * links, but with those that a link writes to (`mailto:`). A plain string is its own text; anything else has none.
 *
 * @param max characters that are read; a node with few counts as 10.
 * @see https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export function textOfDocument(value: unknown, max: number): string {
  if (typeof value === 'string') return value.slice(0, max);
  const pieces: string[] = [];
  let left = max;
  for (const piece of piecesOf(value, 0)) {
    if (left <= 0) break;
    pieces.push(piece.slice(0, left));
    left -= Math.max(piece.length, NODE_COST);
  }
  return pieces.join('');
}

/** One piece at least for each node. */
function* piecesOf(value: unknown, depth: number): Generator<string> {
  const parsed = nodeSchema.safeParse(value);
  if (!parsed.success || depth > DEPTH_MAX || LEFT_OUT.has(parsed.data.type)) {
    yield '';
    return;
  }
  const node = parsed.data;
  if (node.type === 'text') {
    yield textOfLeaf(node);
    return;
  }
  for (const each of node.content ?? []) yield* piecesOf(each, depth + 1);
  yield node.type === 'hardBreak' || !INLINE.has(node.type) ? '\n' : '';
}

function textOfLeaf({ text = '', marks = [] }: Node): string {
  const known = marks.flatMap((mark) => markSchema.safeParse(mark).data ?? []);
  if (known.some(({ type }) => type === 'code')) return ' ';
  const href = known.find(({ type }) => type === 'link')?.attrs?.href;
  const written = typeof href === 'string' ? addressOfLink(href) : undefined;
  // A link that is called otherwise than the address it writes to is how people write "Ada Lovelace".
  return written === undefined || text.includes(written) ? text : `${text} <${written}>`;
}

function addressOfLink(href: string): string | undefined {
  const mail = /^mailto:([^?]+)/i.exec(href)?.[1];
  if (mail === undefined || mail.length > ADDRESS_MAX) return undefined;
  try {
    return decodeURIComponent(mail);
  } catch {
    return undefined;
  }
}
