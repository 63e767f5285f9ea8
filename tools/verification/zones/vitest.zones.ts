import { defineConfig } from 'vitest/config';

// The whole comparison of engine and oracle, outside of `npm test`: history too, which takes some minutes.
// Only conditions of our own: these reach Node's require too, where "import" would mix up packages of both kinds.
const conditions = ['source', 'module', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source'] } },
  test: {
    root: import.meta.dirname,
    include: ['*.full.ts'],
    testTimeout: 1_800_000,
  },
});
