import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const CATALOGUE = /\/i18n\/(?:messages|reasons)\.[a-z]{2}\.json$/;
const IMPORTED = /(?:from|import|new URL)\s*\(?\s*'(\.[^'?]+)/g;
/** Text in quotes, or the beginning of a template: a key, or what keys begin with. */
const QUOTED = /['"]([a-z][\w.-]*)['"]|`([a-z][\w.-]*)(\$\{|`)/g;
const PLURAL = /\.(?:zero|one|two|few|many|other)$/;
const ENDINGS = ['', '.ts', '.tsx'];

/**
 * Leaves words out of a page’s build that none of its modules says: most are those of the admins’ pages, and a page
 * loads the words of its own language and the English ones.
 *
 * @param entry the page’s first module.
 */
export function usedWords(entry: string): Plugin {
  let isUsed: ((key: string) => boolean) | undefined;
  return {
    name: 'guestlist:used-words',
    enforce: 'pre',
    load(id) {
      if (!CATALOGUE.test(id)) return undefined;
      isUsed ??= keysIn(sourcesFrom(entry));
      const words = JSON.parse(readFileSync(id, 'utf8')) as Record<string, string>;
      return JSON.stringify(Object.fromEntries(Object.entries(words).filter(([key]) => isUsed?.(key))));
    },
  };
}

/** @returns whether a key can be said by these sources: it, its stem without a plural form, or its beginning is in them. */
export function keysIn(sources: readonly string[]): (key: string) => boolean {
  const whole = new Set<string>();
  const beginnings = new Set<string>();
  for (const source of sources) {
    for (const [, quoted, template, end] of source.matchAll(QUOTED)) {
      if (template !== undefined && end !== '`') beginnings.add(template);
      else whole.add(quoted ?? template ?? '');
    }
  }
  return (key) =>
    whole.has(key) ||
    whole.has(key.replace(PLURAL, '')) ||
    [...beginnings].some((beginning) => key.startsWith(beginning));
}

/** The text of a module of ours and of all that it imports, also later. */
export function sourcesFrom(entry: string): string[] {
  const found = new Map<string, string>();
  const read = (file: string): void => {
    if (found.has(file)) return;
    const text = readFileSync(file, 'utf8');
    found.set(file, text);
    for (const [, imported = ''] of text.matchAll(IMPORTED)) {
      const target = path.resolve(path.dirname(file), imported);
      const module = ENDINGS.map((ending) => target + ending).find(
        (each) => /\.tsx?$/.test(each) && existsSync(each),
      );
      if (module) read(module);
    }
  };
  read(entry);
  return [...found.values()];
}
