import { randomInt } from 'node:crypto';
// Declares what inject() gives: with it, tests know the types.
import type {} from '@punctual/testing/backing/vitest.backing-services';
import { defineConfig } from 'vitest/config';
import { MatrixReport } from './matrix-report.ts';

// Faults in real processes, outside of `npm test`: one file at a time, because each needs the machine to itself.
// Only conditions of our own: these reach Node's require too, where "import" would mix up packages of both kinds.
const conditions = ['source', 'module', 'node'];
const engine = process.env.MONGODB_URI ? 'external' : 'embedded';

declare module 'vitest' {
  interface ProvidedContext {
    /** Number of jobs due at once where many are: FAULTS_JOBS=10000 for the whole of it. */
    manyJobs: number;
    /** Duration and seed of random faults: SOAK_MINUTES, SOAK_SEED; any seed unless given. */
    soak: { minutes: number; seed: number };
  }
}

const soak = {
  minutes: Number(process.env.SOAK_MINUTES ?? 2),
  seed: Number(process.env.SOAK_SEED ?? randomInt(2 ** 31)),
};

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source'] } },
  test: {
    root: import.meta.dirname,
    include: ['scenarios/*.test.ts', '{invariants,soak}/*.test.ts'],
    globalSetup: ['../../../shared/testing/src/backing/vitest.backing-services.ts'],
    provide: { manyJobs: Number(process.env.FAULTS_JOBS ?? 2_000), soak },
    fileParallelism: false,
    reporters: ['default', new MatrixReport(engine)],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
