import boundaries from 'eslint-plugin-boundaries';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/*
 * oxlint (.oxlintrc.json) judges lines, types and import cycles; eslint judges what only it can: which layer may import
 * which, React's hooks, and default exports.
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

/** Imports by a test are its own affair. */
const TESTS = '**/*.test.ts';

export default defineConfig(
  globalIgnores(['**/dist', '**/build', '**/node_modules', 'test-results', 'playwright-report', 'coverage']),
  {
    files: ['**/*.{ts,tsx,mts}'],
    languageOptions: { parser: tseslint.parser },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export by name; a default export only where a tool or React.lazy demands it.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'static/**/*.{ts,tsx}', 'local/**/*.ts', 'cli/**/*.ts'],
    ignores: [TESTS],
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
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            ...Object.entries(LAYERS).map(([layer, { below }]) => ({
              from: { element: { type: layer } },
              allow: { to: { element: { types: { anyOf: [layer, ...below] } } } },
            })),
            // Three files stand outside the layers: everything may know the time, features know all stores by one
            // name, and nothing may import the index.
            { allow: { to: { file: { categories: 'clock' } } } },
            {
              from: { element: { types: { anyOf: [...Object.keys(FEATURES), 'entry'] } } },
              allow: { to: { file: { categories: 'stores' } } },
            },
            {
              from: { file: { categories: 'stores' } },
              allow: { to: { element: { types: { anyOf: ['store', 'kvs'] } } } },
            },
            { from: { file: { categories: 'index' } }, allow: { to: { element: { type: 'entry' } } } },
          ],
        },
      ],
    },
  },
  ...Object.entries(LAYERS).map(([layer, { at }]) => ({
    files: [`${at}/**/*.{ts,tsx}`],
    ignores: [TESTS, ...(layer in FEATURES ? ['**/store/**'] : [])],
    rules: {
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
    files: ['static/**/*.tsx', 'static/**/*.ts'],
    extends: [hooks.configs.flat.recommended],
  },
  {
    // React.lazy and these tools want a default export.
    files: [
      'static/ui/{notice,day-calendar}.tsx',
      'static/pages/*/*-tab.tsx',
      'static/features/{invite,history,access-expiry,removal,proof}/*.tsx',
      'static/features/work-item/{after-inviting,invited-from}.tsx',
      'static/features/{policy/policy-versions,projects/project-list,projects/off-here,dry-run/dry-run-form}.tsx',
      'static/platform/{feature-gates,no-icon-button}.ts',
      'static/pages/organization/{invited-here,not-here}.tsx',
      '**/*.config.{ts,mts,mjs}',
      'test/build-bundle.ts',
      'test/e2e/build-app.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
