import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { apiProxy } from './tools/api-proxy.ts';
import { directImports } from './tools/direct-imports.ts';
import { precompress } from './tools/precompress.ts';
import { preloadStart } from './tools/preload-start.ts';
import { sharedParts } from './tools/shared-parts.ts';

const API = process.env.PUNCTUAL_API ?? 'http://localhost:3002';

/** A part brings none along: each has its own place. */
const SHARED = {
  includeDependenciesRecursively: false,
  groups: [{ name: sharedParts(import.meta.dirname), debugName: 'shared parts' }],
};

export default defineConfig({
  plugins: [directImports(), react(), preloadStart(import.meta.dirname), precompress()],
  // The workspace's own packages are taken from their sources: no stale build, and shaken like the panel itself.
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  // The server puts a fresh nonce into index.html with each answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    manifest: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // A dictionary names limits of the contracts, and is loaded before the file that they are in.
    rolldownOptions: {
      optimization: { inlineConst: { mode: 'all', pass: 2 } },
      output: { codeSplitting: SHARED },
    },
  },
  server: { port: 5173, proxy: apiProxy(API) },
  preview: { proxy: apiProxy(API) },
});
