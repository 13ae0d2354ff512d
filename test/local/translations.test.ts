import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../local/forge/bundle';
import { readManifest } from '../../local/forge/manifest';
import type { Manifest } from '../../local/forge/manifest';
import { keysIn, Translations } from '../../local/forge/translations';
import { fixtureManifest } from './fixture-app/host';

const folder = mkdtempSync(path.join(tmpdir(), 'translations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES: Readonly<Record<string, unknown>> = {
  'en-US': { page: { title: 'My page' }, 'flat.key': 'Flat' },
  'de-DE': { page: { title: 'Meine Seite (nicht genommen)' }, 'page.title': 'Meine Seite' },
  'pt-PT': { page: { title: 'A minha página' } },
};

/** The fixture's manifest with a translated title, and what else is given. */
function manifestWith(
  files: Readonly<Record<string, unknown>>,
  fallback: NonNullable<Manifest['translations']>['fallback'] = { default: 'en-US' },
): Manifest {
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  const resources = Object.entries(files).map(([key, words]) => {
    writeFileSync(path.join(folder, 'locales', `${key}.json`), JSON.stringify(words));
    return { key, path: `locales/${key}.json` };
  });
  const manifest = fixtureManifest();
  const [page, ...rest] = manifest.modules['jira:projectPage'];
  if (!page) throw new Error('The fixture has no project page');
  const pages = [{ ...page, title: { i18n: 'page.title' } }, ...rest];
  return {
    ...manifest,
    modules: { ...manifest.modules, 'jira:projectPage': pages },
    translations: { resources, fallback },
  };
}

const translations = (): Translations =>
  new Translations(manifestWith(FILES, { default: 'en-US', 'pt-BR': ['pt-PT'] }), folder);

describe('what Jira shows of an app', () => {
  it('is in the language of the person, a flat key before a nested one', () => {
    expect(translations().words({ i18n: 'page.title' }, 'de_DE')).toBe('Meine Seite');
  });

  it('is in the language that stands in for theirs', () => {
    expect(translations().words({ i18n: 'page.title' }, 'pt_BR')).toBe('A minha página');
  });

  it('is in the default language where theirs lacks the words', () => {
    expect(translations().words({ i18n: 'flat.key' }, 'de_DE')).toBe('Flat');
  });

  it('is in the default language where nothing stands in for theirs', () => {
    expect(translations().words({ i18n: 'page.title' }, 'ko_KR')).toBe('My page');
  });

  it('is as it stands in the manifest where it is not translated', () => {
    expect(translations().words('Guestlist', 'de_DE')).toBe('Guestlist');
  });
});

describe('a manifest is refused', () => {
  it('without words for a key in the default language', () => {
    expect(() => new Translations(manifestWith({ ...FILES, 'en-US': {} }), folder)).toThrow('page.title');
  });

  it('with a language standing in that it has not', () => {
    const manifest = manifestWith(FILES, { default: 'en-US', 'pt-BR': 'it-IT' });
    expect(() => new Translations(manifest, folder)).toThrow('it-IT');
  });

  it('with more than 100 KB of words', () => {
    const manifest = manifestWith({ ...FILES, 'fr-FR': { long: 'x'.repeat(100_000) } });
    expect(() => new Translations(manifest, folder)).toThrow('100 KB');
  });
});

describe('Guestlist’s own manifest', () => {
  const manifest = readManifest(path.join(ROOT, 'manifest.yml'));
  const everything = parse(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8')) as Record<string, object>;
  const keys = [...new Set(keysIn(everything['modules']))];
  const own = new Translations(manifest, ROOT);

  it('speaks the languages of the screens', () => {
    expect(own.locales).toEqual(['en-US', 'de-DE', 'fr-FR', 'es-ES', 'ja-JP']);
  });

  it.each(manifest.translations?.resources ?? [])(
    'has words for every key, and no other, in $key',
    ({ path: file }) => {
      const words = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, object>;
      const there = Object.entries(words).flatMap(([first, below]) =>
        Object.keys(below).map((second) => `${first}.${second}`),
      );
      expect(there.sort()).toEqual([...keys].sort());
    },
  );

  it('shows nothing of its modules untranslated but its name', () => {
    const shown = Object.entries(everything['modules'] ?? {})
      .filter(([type]) => type.startsWith('jira'))
      .flatMap(([type, modules]: [string, Record<string, unknown>[]]) =>
        modules.flatMap((module) =>
          ['title', 'label', 'name', 'description'].map((property) => ({
            at: `${type} ${String(module['key'])} ${property}`,
            words: module[property],
          })),
        ),
      );
    const untranslated = shown.filter(({ words }) => typeof words === 'string' && words !== 'Guestlist');
    expect(untranslated).toEqual([]);
  });
});
