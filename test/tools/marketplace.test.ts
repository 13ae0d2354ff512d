import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LIMITS, LISTING, NOT_IN_NAME, SIZES } from '../../tools/marketplace/listing';
import { listingPage } from '../../tools/marketplace/listing-page';
import { readAsked } from '../../tools/marketplace/read-asked';
import { SCOPE_REASONS } from '../../tools/marketplace/scope-reasons';
import { scopesPage } from '../../tools/marketplace/scopes-page';

const FOLDER = path.resolve(__dirname, '../../docs/marketplace');
const PICTURES = path.join(FOLDER, 'pictures');

const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');

/** Of a PNG: its first chunk says how large it is. */
function sizeOf(name: string): { readonly width: number; readonly height: number } {
  const bytes = readFileSync(path.join(PICTURES, `${name}.png`));
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

describe('the listing', () => {
  test.each(['name', 'tagline', 'summary'] as const)('has a %s that is not too long', (text) => {
    expect(LISTING[text].length).toBeLessThanOrEqual(LIMITS[text]);
  });

  test('has a name without words that the Marketplace refuses, and none of Atlassian’s in front', () => {
    const words = LISTING.name.toLowerCase().split(/[^a-z-]+/);
    expect(words.filter((word) => NOT_IN_NAME.some((refused) => refused === word))).toEqual([]);
    expect(LISTING.name).not.toMatch(/^(Jira|Confluence)/);
  });

  test('has three highlights, each with its words', () => {
    expect(LISTING.highlights).toHaveLength(LIMITS.highlights);
    for (const { title, words } of LISTING.highlights) {
      expect(title.length).toBeLessThanOrEqual(LIMITS.title);
      expect(words.length).toBeLessThanOrEqual(LIMITS.words);
    }
  });

  test('says nothing of the command line, which works with API tokens', () => {
    expect(read('listing.md')).not.toMatch(/command line|\bCLI\b|API token/i);
    expect(read('README.md')).toContain('The command line is not part of the app');
  });
});

test.each([
  ...LISTING.highlights.map(({ picture }) => [picture, SIZES.highlight] as const),
  ...LISTING.highlights.map(({ picture }) => [`${picture}-small`, SIZES.small] as const),
  ['logo', SIZES.logo] as const,
  ['banner', SIZES.banner] as const,
])('the picture %s is as large as the Marketplace takes it', (name, size) => {
  expect(sizeOf(name)).toEqual(size);
});

test('no picture is left that nothing shows', () => {
  const shown = LISTING.highlights.flatMap(({ picture }) => [picture, `${picture}-small`]);
  expect(readdirSync(PICTURES).sort()).toEqual(
    [...shown, 'logo', 'banner'].map((name) => `${name}.png`).sort(),
  );
});

test('each scope of the manifest has its reason, and no other has', () => {
  expect(Object.keys(SCOPE_REASONS).sort()).toEqual(Object.keys(readAsked().scopes).sort());
});

test('a scope without a reason is not written about', () => {
  expect(() => scopesPage({ scopes: { 'delete:everything': {} }, routes: [] })).toThrow('delete:everything');
});

test.each([
  ['listing.md', () => listingPage()],
  ['scopes.md', () => scopesPage(readAsked())],
])('%s is as `npm run marketplace` writes it', (name, page) => {
  expect(unpadded(read(name))).toBe(unpadded(page()));
});

/** Without the spaces that align the columns of a table. */
function unpadded(text: string): string {
  return text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();
}

test('what a person must decide is marked', () => {
  expect(read('README.md').match(/^- \[ \] \*\*DECIDE: /gm)?.length).toBeGreaterThan(5);
});
