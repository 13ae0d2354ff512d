import boundaries from 'eslint-plugin-boundaries';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/*
 * oxlint (.oxlintrc.json) judges lines, types and import cycles; eslint judges what only it can: which layer may import
 * which, and React's hooks.
 */

const PLATFORM = ['jira', 'kvs'];

/** Features of the back end, lowest first, and the features below each that it builds on. */
const FEATURES = {
  agenda: [],
  audit: [],
  authority: ['audit'],
  policy: ['audit'],
  authorization: ['audit', 'policy'],
  'api-keys': ['audit', 'policy'],
  invite: ['audit', 'authority', 'policy'],
  'access-expiry': ['audit', 'authority', 'invite'],
  removal: ['audit', 'access-expiry', 'invite'],
  import: ['audit', 'authority', 'policy', 'invite', 'removal'],
  leavers: ['audit', 'authority', 'policy', 'invite', 'removal', 'import'],
  reconcile: ['audit', 'authority', 'policy', 'api-keys', 'invite'],
  'work-item': ['policy', 'invite'],
  'script-api': ['audit', 'authority', 'policy', 'api-keys', 'invite'],
  automation: ['script-api'],
  proof: ['audit', 'authority', 'policy', 'invite'],
  privacy: ['audit'],
};

/** Features of the screens, in the same way. */
const SCREEN_FEATURES = {
  policy: [],
  authority: [],
  proof: [],
  keys: [],
  'dry-run': [],
  reconcile: [],
  import: [],
  projects: ['policy'],
  audit: ['policy'],
  invite: ['removal'],
  invited: ['audit'],
  'access-expiry': ['audit', 'invite'],
  removal: ['audit'],
  leavers: ['import', 'removal'],
  history: ['audit', 'removal'],
  'site-imports': ['import'],
  'work-item': ['invite', 'invited'],
};

const SHARED = ['domain', 'i18n', 'contract'];
const SCREEN_BASE = ['screen-platform', 'screen-i18n', 'ui'];
const screen = (name) => `screen:${name}`;

/** The layers of the house: where each stands, and what it may import beside itself. Anything else fails the lint. */
const LAYERS = {
  domain: { at: 'src/domain', below: [] },
  i18n: { at: 'src/i18n', below: ['domain'] },
  contract: { at: 'src/contract', below: ['domain', 'i18n'] },
  jira: { at: 'src/platform/jira', below: ['domain'] },
  kvs: { at: 'src/platform/kvs', below: ['domain'] },
  // Queues and messages to screens.
  forge: { at: 'src/platform/forge', below: [] },
  // A feature's store: what it keeps. Stores know the storage and each other, and no use case.
  store: { at: 'src/features/*/store', below: ['domain', 'contract', 'kvs'] },
  ...Object.fromEntries(
    Object.entries(FEATURES).map(([name, below]) => [
      name,
      { at: `src/features/${name}`, below: [...SHARED, ...PLATFORM, 'store', ...below] },
    ]),
  ),
  entry: {
    at: 'src/entry',
    below: [...SHARED, ...PLATFORM, 'forge', 'store', ...Object.keys(FEATURES)],
  },
  // The screens know the app by its contract only.
  'screen-i18n': { at: 'static/i18n', below: SHARED },
  'screen-platform': { at: 'static/platform', below: SHARED },
  ui: { at: 'static/ui', below: [...SHARED, 'screen-i18n', 'screen-platform'] },
  ...Object.fromEntries(
    Object.entries(SCREEN_FEATURES).map(([name, below]) => [
      screen(name),
      { at: `static/features/${name}`, below: [...SHARED, ...SCREEN_BASE, ...below.map(screen)] },
    ]),
  ),
  pages: {
    at: 'static/pages',
    below: [...SHARED, ...SCREEN_BASE, ...Object.keys(SCREEN_FEATURES).map(screen)],
  },
  // The local site runs the app's real bundle.
  local: { at: 'local', below: SHARED },
  // The command line does the app's work on another transport, without its doors and its storage.
  cli: { at: 'cli', below: [...SHARED, 'jira', 'invite'] },
};

/** Forge's packages, each behind the layers that speak to that part of the platform. */
const FORGE = {
  '@forge/api': ['jira'],
  '@forge/kvs': ['kvs', 'store'],
  '@forge/resolver': ['entry'],
  '@forge/events': ['forge'],
  '@forge/realtime': ['forge'],
  '@forge/bridge': ['screen-platform', ...Object.keys(SCREEN_FEATURES).map(screen)],
};

/** Everything may know the time. */
const CLOCK = { file: { categories: 'clock' } };

/** Packages and these, and nothing else of the house. */
function mayImport(...targets) {
  const packages = { module: { origin: ['external', 'core'] } };
  return { default: 'disallow', policies: [packages, ...targets].map((to) => ({ allow: { to } })) };
}

/** Imports by a test are its own affair. */
const TESTS = '**/*.test.ts';

export default defineConfig(
  globalIgnores(['**/dist', '**/build', '**/node_modules', 'test-results', 'playwright-report', 'coverage']),
  {
    files: ['src/**/*.ts', 'static/**/*.{ts,tsx}', 'local/**/*.ts', 'cli/**/*.ts'],
    ignores: [TESTS],
    languageOptions: { parser: tseslint.parser },
    plugins: { boundaries },
    settings: {
      'boundaries/elements': Object.entries(LAYERS).map(([type, { at }]) => ({
        type,
        pattern: at,
        // From the root on: `local/cli` is none of `cli`.
        partialMatch: false,
      })),
      'boundaries/files': [
        { category: 'clock', pattern: 'src/platform/clock.ts' },
        { category: 'stores', pattern: 'src/features/stores.ts' },
        { category: 'index', pattern: 'src/index.ts' },
      ],
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.json'] } },
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': ['error', mayImport(CLOCK)],
    },
  },
  ...Object.entries(LAYERS).map(([layer, { at, below }]) => ({
    files: [`${at}/**/*.{ts,tsx}`],
    ignores: [TESTS, ...(layer in FEATURES ? ['**/store/**'] : [])],
    rules: {
      'boundaries/dependencies': [
        'error',
        mayImport(
          { element: { types: { anyOf: [layer, ...below] } } },
          CLOCK,
          ...(layer in FEATURES || layer === 'entry' ? [{ file: { categories: 'stores' } }] : []),
        ),
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: Object.entries(FORGE)
            .filter(([, layers]) => !layers.includes(layer))
            .map(([name, layers]) => ({ name, message: `Only ${layers.join(', ')} may import it.` })),
        },
      ],
    },
  })),
  {
    files: ['src/features/stores.ts'],
    rules: {
      'boundaries/dependencies': [
        'error',
        mayImport({ element: { types: { anyOf: ['store', 'kvs'] } } }, CLOCK),
      ],
    },
  },
  {
    files: ['src/index.ts'],
    rules: { 'boundaries/dependencies': ['error', mayImport({ element: { type: 'entry' } }, CLOCK)] },
  },
  {
    files: ['static/**/*.{ts,tsx}'],
    ignores: [TESTS],
    extends: [hooks.configs.flat.recommended],
  },
);
