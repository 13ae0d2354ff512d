import { sort } from '@compiled/css';
import react from '@vitejs/plugin-react';
import { createRequire } from 'node:module';
import path from 'node:path';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { usedWords } from './used-words.mts';

const require = createRequire(import.meta.url);
const VIRTUAL = 'virtual:tokens.css';

/** One build for each page, a resource of the manifest: `vite build --mode invite`. */
export default defineConfig(({ mode }) => ({
  root: path.join(import.meta.dirname, 'pages', mode),
  // Forge serves a resource from a folder of its own.
  base: './',
  plugins: [
    usedWords(path.join(import.meta.dirname, 'pages', mode, 'main.tsx')),
    react(),
    tokenStyles(),
    atomicOrder(),
  ],
  resolve: {
    alias: {
      // The deprecated door to all buttons at once brings tooltips along, which nothing here has.
      '@atlaskit/button/new': '@atlaskit/button/default/button',
      // Closes a message, and brings 20 KB of tooltips along: here no message can be closed.
      '@atlaskit/button/icon/button': path.join(import.meta.dirname, 'platform/no-icon-button.ts'),
      // A client that fetches gates, 30 KB after gzip: here all are shut.
      '@atlaskit/feature-gate-js-client/feature-gates': path.join(
        import.meta.dirname,
        'platform/feature-gates.ts',
      ),
    },
  },
  // Atlaskit asks for flags of Atlassian's own builds.
  define: { 'process.env': {}, 'process.env.NODE_ENV': '"production"' },
  // A module of its own: the content security policy allows no script from elsewhere.
  worker: { format: 'es' },
  build: {
    outDir: path.join(import.meta.dirname, 'build', mode),
    emptyOutDir: true,
    // No inline script or data: the content security policy of Custom UI allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    // Atlaskit's other themes, each a chunk of its own that nothing loads, are not worth a warning.
    chunkSizeWarningLimit: 700,
  },
}));

/** Themes of `@atlaskit/tokens`, and where each holds. Light is there from the first paint. */
const THEMES = [
  ['atlassian-light', 'html'],
  ['atlassian-dark', 'html[data-color-mode="dark"]'],
  ['atlassian-spacing', 'html'],
  ['atlassian-shape', 'html'],
  ['atlassian-typography', 'html'],
] as const;

/**
 * Makes a style sheet of Atlaskit's design tokens. At run time they would be put into the page as an inline
 * style, which the content security policy of Custom UI forbids.
 */
function tokenStyles(): Plugin {
  return {
    name: 'guestlist:token-styles',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load: (id) =>
      id === `\0${VIRTUAL}` ? THEMES.map(([theme, at]) => styles(theme, at)).join('\n') : undefined,
  };
}

/**
 * Puts Atlaskit's atomic rules into the order that they need: `font` before `font-weight`. Split or simply
 * joined, a part of the page that is loaded later would undo the weight of what is there already.
 */
function atomicOrder(): Plugin {
  return {
    name: 'guestlist:atomic-order',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
        file.source = sort(file.source.toString(), { sortAtRulesEnabled: true, sortShorthandEnabled: true });
      }
    },
  };
}

function styles(theme: string, selector: string): string {
  const { default: css } = require(`@atlaskit/tokens/dist/cjs/artifacts/themes/${theme}.js`) as {
    default: string;
  };
  return `${selector} ${css.slice(css.indexOf('{'))}`;
}
