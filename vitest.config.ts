import { availableParallelism } from 'node:os';
// Declares what inject() gives: with it, tests know the types.
import type {} from '@punctual/testing/backing/vitest.backing-services';
import { defineConfig } from 'vitest/config';

// Workspace packages are taken from their sources, so that a test never runs against a stale build.
// Only conditions of our own: these reach Node's require too, where "import" would mix up packages of both kinds.
const conditions = ['source', 'module', 'node'];
const resolve = { conditions };
const ssr = { resolve: { conditions, externalConditions: ['source'] } };
const SERVICE_TESTS = [
  'shared/*/test/**/*.test.ts',
  'scheduler-service/test/**/*.test.ts',
  'watcher-service/test/**/*.test.ts',
  'tools/*/test/**/*.test.ts',
];

const ALONE = '**/*.alone.test.ts';
/** The quick ones; `npm run test:faults` runs all. */
const FAULTS = ['03', '05', '27'].map((row) => `tools/verification/faults/scenarios/${row}-*.test.ts`);

/** A test of a page waits this long for what it expects, as it does for an element. */
const SHOWN = { poll: { timeout: 20_000 } };

/** Most tests wait for something: a processor that two of them share is still not busy. */
const WORKERS = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    maxWorkers: WORKERS,
    projects: [
      {
        resolve,
        ssr,
        test: {
          // Pure rules leave nothing behind for the next file: without a fresh world each, they take a fifth of the time.
          name: 'unit',
          isolate: false,
          include: [
            '**/src/**/*.test.ts',
            'tools/verification/{faults/invariants,faults/soak,mutants}/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**'],
        },
      },
      {
        resolve,
        ssr,
        test: {
          // Each test makes its own app, database and queue: files share one loaded world, which saves a third of the time.
          name: 'service',
          isolate: false,
          include: SERVICE_TESTS,
          exclude: ['**/node_modules/**', ALONE],
          globalSetup: ['shared/testing/src/backing/vitest.backing-services.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          // What measures time runs after the others, one file at a time.
          name: 'alone',
          include: [ALONE],
          exclude: ['**/node_modules/**', '**/dist/**'],
          globalSetup: ['shared/testing/src/backing/vitest.backing-services.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'faults',
          include: FAULTS,
          globalSetup: ['shared/testing/src/backing/vitest.backing-services.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'system',
          include: ['tools/verification/system-tests/*.test.ts'],
          globalSetup: ['shared/testing/src/backing/vitest.backing-services.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          expect: SHOWN,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          // Every page and way through the panel: `npm run test:e2e`, and not a part of `npm test`.
          name: 'pages',
          include: ['tools/verification/system-tests/pages/*.test.ts'],
          globalSetup: ['shared/testing/src/backing/vitest.backing-services.ts'],
          // Two sites and two browsers at once answer too late for what a person would wait.
          fileParallelism: false,
          sequence: { groupOrder: 4 },
          expect: SHOWN,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['*/src/**', 'tools/*/src/**'], reporter: ['text-summary', 'html'] },
  },
});
