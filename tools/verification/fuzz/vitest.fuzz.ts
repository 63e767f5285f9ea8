// Declares what inject() gives: with it, the test knows the types.
import type {} from '@punctual/testing/backing/vitest.backing-services';
import { defineConfig } from 'vitest/config';

const conditions = ['source', 'module', 'node'];

/** The fuzzer alone, as long as one likes: `npm run test:fuzz -- --requests 5000 --seed 7`. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source'] } },
  test: {
    include: ['tools/verification/fuzz/fuzz.test.ts'],
    globalSetup: ['shared/testing/src/backing/vitest.backing-services.ts'],
    hookTimeout: 30_000,
    provide: {
      fuzz: {
        requests: Number(process.env.FUZZ_REQUESTS ?? 5_000),
        seed: Number(process.env.FUZZ_SEED ?? 1),
      },
    },
  },
});
