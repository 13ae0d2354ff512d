import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Manifest } from './manifest';

/** Forge: all files of the manifest's translations together. */
const BYTES_MAX = 100_000;

interface Nested {
  readonly [key: string]: string | Nested;
}
const nestedSchema: z.ZodType<Nested> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), nestedSchema])),
);

/** What a manifest may say in several languages: the words themselves, or where they are in the translation files. */
export type Translatable = Manifest['modules']['jira:projectPage'][number]['title'];

/**
 * The words that Jira itself shows of the app, such as the titles of its pages.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/translations/
 */
export class Translations {
  readonly #files = new Map<string, Nested>();
  readonly #fallback: Readonly<Record<string, string | readonly string[]>>;

  /** @throws where Forge would refuse to deploy: a file that is missing, or is too large, or lacks words. */
  constructor({ modules, translations }: Manifest, folder: string) {
    let bytes = 0;
    for (const { key, path: file } of translations?.resources ?? []) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      bytes += Buffer.byteLength(text);
      this.#files.set(key, nestedSchema.parse(JSON.parse(text)));
    }
    if (bytes > BYTES_MAX)
      throw new Error('The translation files are larger than the 100 KB that Forge takes');
    this.#fallback = translations?.fallback ?? {};
    for (const locale of Object.values(this.#fallback).flat()) {
      if (!this.#files.has(locale)) throw new Error(`The fallback ${locale} is no language of the manifest`);
    }
    for (const key of keysIn(modules)) this.words({ i18n: key }, '');
  }

  /** The locales that have a file. */
  get locales(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** In the language of a locale as Jira writes it, `de_DE`, or in the one that stands in. @throws where no file has the words. */
  words(said: NonNullable<Translatable>, locale: string): string {
    if (typeof said === 'string') return said;
    const wanted = locale.replace('_', '-');
    for (const each of [wanted, this.#fallback[wanted] ?? [], this.#fallback['default'] ?? []].flat()) {
      const found = valueAt(this.#files.get(each), said.i18n);
      if (found !== undefined) return found;
    }
    throw new Error(`The default language has no words for ${said.i18n}`);
  }
}

/** A flat key, `page.title`, is preferred to a nested one. */
function valueAt(file: Nested | undefined, key: string): string | undefined {
  if (!file) return undefined;
  const found = file[key] ?? key.split('.').reduce<Nested | string | undefined>(below, file);
  return typeof found === 'string' ? found : undefined;
}

function below(at: Nested | string | undefined, part: string): Nested | string | undefined {
  return typeof at === 'object' ? at[part] : undefined;
}

/** All `{i18n: key}` in a part of the manifest. */
export function keysIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]: [string, unknown]) =>
    name === 'i18n' && typeof value === 'string' ? [value] : keysIn(value),
  );
}
