import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Words that Jira no longer says on its screens, by language: a project is a space, an issue a work item. Keys, columns
 * of files and options of the command line keep `project`: they are in no message.
 */
const GONE: Readonly<Record<string, RegExp>> = {
  en: /\bprojects?\b|\bissues?\b|\be-mails?\b|\bwhoever\b|\benrol|\bmend\b/i,
  de: /projekt|vorg[aä]ng/i,
  fr: /\bprojets?\b|\btickets?\b/i,
  es: /\bproyectos?\b|\bincidencias?\b/i,
  ja: /プロジェクト|課題/,
};
const ROOT = path.resolve(__dirname, '../..');

interface Text {
  readonly at: string;
  readonly text: string;
}

/** Every text in a file of words, with its key; places such as `{project}` are names in code. */
function textsIn(file: string): Text[] {
  const found: Text[] = [];
  const visit = (at: string, value: unknown): void => {
    if (typeof value === 'string') found.push({ at, text: value.replace(/\{\w+\}/g, '') });
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) visit(`${at} ${key}`, inner);
  };
  visit(path.basename(file), JSON.parse(readFileSync(file, 'utf8')));
  return found;
}

const FILES = ['src/i18n', 'locales'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.join(ROOT, folder, name)),
);

test.each(Object.keys(GONE))('in %s no text says a word that Jira gave up', (language) => {
  const texts = FILES.filter((file) =>
    new RegExp(`(^|\\.)${language}(-\\w+)?\\.json$`).test(path.basename(file)),
  ).flatMap(textsIn);
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.filter(({ text }) => GONE[language]?.test(text))).toEqual([]);
});

test('what the manifest says to people speaks of spaces', () => {
  const said = readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8').match(
    /^\s+(name|title|description|body): .*$|^\s{8,}(?!.*: )[A-Z-].*$/gm,
  );
  expect(said?.length).toBeGreaterThan(20);
  expect(said?.filter((line) => /\bprojects?\b|\be-mail/i.test(line))).toEqual([]);
});
