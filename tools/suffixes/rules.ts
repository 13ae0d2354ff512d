import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod';

const numbers = z.custom<ArrayLike<number>>((value) => ArrayBuffer.isView(value) || Array.isArray(value));

/** The tree in which tldts keeps the public suffix list: each edge is a label, the last one of a name first. */
const trieSchema = z.object({
  nodeFlags: numbers,
  edgeStart: numbers,
  edgeLength: numbers,
  edgeChild: numbers,
  labelText: z.string(),
  rulesRoot: z.number(),
  exceptionsRoot: z.number(),
});

/**
 * The rules of the public suffix list that have more than one label, ICANN's and the private ones, as tldts has them, in
 * ASCII and sorted by their last labels: `co.uk`, `*.ck`, `!www.ck`.
 *
 * @see https://publicsuffix.org/list/
 */
export function publicSuffixRules(): readonly string[] {
  const load = createRequire(__filename);
  const file = path.join(path.dirname(load.resolve('tldts/package.json')), 'dist/cjs/src/data/trie.js');
  const trie = trieSchema.parse(load(file));
  const labels = labelsOf(trie);
  const rules: string[][] = [];
  const walk = (node: number, name: readonly string[], mark: string): void => {
    if ((trie.nodeFlags[node] ?? 0) > 0 && name.length > 1)
      rules.push([...name.slice(0, -1), mark + (name.at(-1) ?? '')]);
    const end = trie.edgeStart[node + 1] ?? 0;
    for (let edge = trie.edgeStart[node] ?? 0; edge < end; edge += 1) {
      walk(trie.edgeChild[edge] ?? 0, [...name, labels[edge] ?? ''], mark);
    }
  };
  walk(trie.rulesRoot, [], '');
  walk(trie.exceptionsRoot, [], '!');
  return [...new Set(rules.map((rule) => inAscii(rule).join('.')))].sort().map(reversed);
}

function labelsOf({ edgeLength, labelText }: z.infer<typeof trieSchema>): readonly string[] {
  let from = 0;
  return Array.from(edgeLength, (length) => {
    from += length;
    return labelText.slice(from - length, from);
  });
}

function inAscii(labels: readonly string[]): readonly string[] {
  return labels.map((label) => (/^[\x21-\x7e]*$/.test(label) ? label : new URL(`http://${label}`).hostname));
}

/** `co.uk` is `uk.co`. */
export function reversed(name: string): string {
  return name.split('.').reverse().join('.');
}
