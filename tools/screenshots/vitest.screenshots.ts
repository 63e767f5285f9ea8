import { defineConfig } from 'vitest/config';
// Declares what inject() gives: with it, the pictures' makers know the types.
import type {} from '../local-stack/src/vitest.backing-services.ts';

const conditions = ['source', 'module', 'node'];

/** Pictures of the panel as it is, outside of `npm test`: `npm run screenshots`. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source'] } },
  test: {
    include: ['tools/screenshots/*.shots.ts'],
    globalSetup: ['tools/local-stack/src/vitest.backing-services.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
