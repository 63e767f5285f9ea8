// Declares what inject() gives: with it, the pictures' makers know the types.
import type {} from '@punctual/testing/backing/vitest.backing-services';
import { defineConfig } from 'vitest/config';

const conditions = ['source', 'module', 'node'];

/** Pictures of the panel as it is, outside of `npm test`: `npm run screenshots`. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source'] } },
  test: {
    include: ['tools/verification/screenshots/*.shots.ts'],
    globalSetup: ['shared/testing/src/backing/vitest.backing-services.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
