import { defineConfig } from 'vitest/config';

// The whole comparison of engine and oracle, outside of `npm test`: history too, which takes some minutes.
const conditions = ['source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    root: import.meta.dirname,
    include: ['*.full.ts'],
    testTimeout: 1_800_000,
  },
});
