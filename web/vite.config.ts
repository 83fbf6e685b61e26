import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadStart()],
  build: {
    target: 'es2023',
    // The server's policy allows files of its own only: nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});

/** The app's code is run after the first paint, but asked for with everything else; other pages than the board when one goes there. */
function preloadStart(): Plugin {
  return {
    name: 'preload-start',
    transformIndexHtml(_, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
      const start = chunks.find((chunk) => chunk.isDynamicEntry && chunk.name === 'start');
      // With what it imports itself, or that would be asked for only once its code has come.
      const entries = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName));
      const files = start ? [start.fileName, ...start.imports.filter((file) => !entries.has(file))] : [];
      return files.map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: '', href: `/${file}` },
        injectTo: 'head',
      }));
    },
  };
}
