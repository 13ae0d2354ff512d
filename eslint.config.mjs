import boundaries from 'eslint-plugin-boundaries';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/*
 * oxlint (.oxlintrc.json) judges lines, types and import cycles; eslint judges what only it can: which room may import
 * which, React's hooks, and default exports.
 */

/** The rooms of the house, and what each may import. Anything not listed fails the lint. */
const ROOMS = {
  contract: [],
  jira: ['contract'],
  store: ['contract'],
  audit: ['contract', 'store'],
  authority: ['contract', 'jira', 'store', 'audit'],
  policy: ['contract', 'jira', 'store', 'audit'],
  guard: ['contract', 'jira', 'store', 'audit', 'policy'],
  keys: ['contract', 'store', 'audit', 'policy'],
  invite: ['contract', 'jira', 'store', 'audit', 'authority', 'policy'],
  ending: ['contract', 'jira', 'store', 'audit', 'authority', 'invite'],
  import: ['contract', 'jira', 'store', 'audit', 'authority', 'policy', 'invite'],
  upkeep: ['contract', 'jira', 'store', 'audit', 'authority', 'policy', 'keys', 'invite'],
  request: ['contract', 'jira', 'policy', 'invite'],
  script: ['contract', 'jira', 'store', 'audit', 'authority', 'policy', 'keys', 'invite'],
  action: ['contract', 'script'],
  privacy: ['contract', 'jira', 'store'],
  entry: [
    'contract',
    'jira',
    'store',
    'audit',
    'authority',
    'policy',
    'guard',
    'keys',
    'invite',
    'ending',
    'import',
    'upkeep',
    'request',
    'script',
    'action',
    'privacy',
  ],
  // The screens and the local site know the app by its contract only: they run its real bundle.
  static: ['contract'],
  local: ['contract'],
  // The command line does the app's work on another transport, without its doors and its storage.
  cli: ['contract', 'jira', 'invite'],
};

/** Rooms beside `src`. */
const OUTSIDE = ['static', 'local', 'cli'];

/** Forge's packages, each behind the one room that speaks to that part of the platform. */
const PLATFORM = {
  '@forge/api': ['jira'],
  '@forge/kvs': ['store'],
  '@forge/resolver': ['entry'],
  '@forge/events': ['entry'],
  '@forge/realtime': ['entry'],
  '@forge/bridge': ['static'],
};

const elements = [
  ...Object.keys(ROOMS)
    .filter((room) => !OUTSIDE.includes(room))
    .map((room) => ({ type: room, pattern: `src/${room}` })),
  // From the root on: `local/cli` is none of `cli`.
  ...OUTSIDE.map((room) => ({ type: room, pattern: room, partialMatch: false })),
];

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
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'boundaries/files': [
        { category: 'clock', pattern: 'src/clock.ts' },
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
            ...Object.entries(ROOMS).map(([room, below]) => ({
              from: { element: { type: room } },
              allow: { to: { element: { types: { anyOf: [room, ...below] } } } },
            })),
            // Two files live outside the rooms: everything may know the time, and nothing may import the index.
            { allow: { to: { file: { categories: 'clock' } } } },
            { from: { file: { categories: 'index' } }, allow: { to: { element: { type: 'entry' } } } },
          ],
        },
      ],
    },
  },
  ...Object.keys(ROOMS).map((room) => ({
    files: [OUTSIDE.includes(room) ? `${room}/**/*.{ts,tsx}` : `src/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: Object.entries(PLATFORM)
            .filter(([, rooms]) => !rooms.includes(room))
            .map(([name, rooms]) => ({ name, message: `Only ${rooms.join(', ')} may import it.` })),
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
      'static/frame/notice.tsx',
      'static/invite/*.tsx',
      'static/issue/{after-inviting,invited-from}.tsx',
      'static/organization/{invited-here,not-here}.tsx',
      'static/{admin,project,import}/*-tab.tsx',
      '**/*.config.{ts,mts,mjs}',
      'test/build-bundle.ts',
      'test/e2e/build-app.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
