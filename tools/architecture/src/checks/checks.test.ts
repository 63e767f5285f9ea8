import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImportGraph } from '../import-graph.ts';
import { copyInto, linkPackages, plant, plantPackages } from '../testing/planted.ts';
import { checkCycles } from './cycles.ts';
import { checkDocComments } from './doc-comments.ts';
import { checkLayers, checkPairs } from './layers.ts';
import { checkPackages } from './packages.ts';
import { checkPanelClosure } from './panel-closure.ts';
import { checkSizes } from './sizes.ts';
import { checkUnusedExports } from './unused-exports.ts';

const CLOCK = '@punctual/engine/clock';
const importOf = (specifier: string) => `import '${specifier}';`;

const SCHEDULER = 'scheduler-service/src';

describe('architecture: packages', () => {
  const exported = { engine: ['clock'], testing: ['api'], contracts: ['job'] };
  const found = (files: Record<string, string>) => {
    const root = plant({
      ...plantPackages(exported),
      'shared/engine/src/clock.ts': 'export const clock = 1;',
      'shared/testing/src/api.ts': 'export const api = 1;',
      'shared/contracts/src/job.ts': 'export const job = 1;',
      ...files,
    });
    linkPackages(root);
    return checkPackages(readImportGraph(root)).violations;
  };

  it('an import of engine by contracts is found', () =>
    expect(found({ 'shared/contracts/src/run.ts': importOf(CLOCK) })).toEqual([
      'shared/contracts/src/run.ts: contracts may not import engine',
    ]));

  it('an import of engine by the panel is found', () =>
    expect(found({ 'admin-panel/src/main.tsx': importOf(CLOCK) })).toEqual([
      'admin-panel/src/main.tsx: admin-panel may not import engine',
    ]));

  it('an import of testing is found in a source and allowed in a test', () =>
    expect(
      found({
        [`${SCHEDULER}/app.ts`]: importOf('@punctual/testing/api'),
        'scheduler-service/test/app.test.ts': importOf('@punctual/testing/api'),
      }),
    ).toEqual([`${SCHEDULER}/app.ts: scheduler-service may not import testing`]));

  it('an import of what the exports map does not list is found', () =>
    expect(found({ [`${SCHEDULER}/app.ts`]: importOf('@punctual/engine/inner') })).toEqual([
      `${SCHEDULER}/app.ts: @punctual/engine/inner is in no exports map`,
    ]));

  it('an import by path into another package is found', () =>
    expect(found({ [`${SCHEDULER}/app.ts`]: "import '../../shared/engine/src/clock.ts';" })).toEqual([
      `${SCHEDULER}/app.ts: ../../shared/engine/src/clock.ts reaches into another package by path`,
    ]));
});

describe('architecture: cycles', () => {
  it.each([
    ['of types', "import type { B } from './b.ts'; export type A = B;"],
    ['of types written in place', "export type A = import('./b.ts').B;"],
    ['of values imported late', "export type A = 1; export const b = () => import('./b.ts');"],
    ['of re-exports', "export * from './b.ts'; export type A = 1;"],
  ])('a cycle %s is found', (_, a) => {
    const root = plant({ 'a.ts': a, 'b.ts': "import type { A } from './a.ts'; export type B = A | 1;" });
    expect(checkCycles(readImportGraph(root)).violations).toEqual(['2 files: a.ts, b.ts']);
  });

  it('two ways to one file are no cycle', () => {
    const root = plant({
      'a.ts': "import './b.ts'; import './c.ts';",
      'b.ts': "import './c.ts';",
      'c.ts': '',
    });
    expect(checkCycles(readImportGraph(root)).violations).toEqual([]);
  });
});

describe('architecture: folders', () => {
  const graphOf = (files: Record<string, string>) => readImportGraph(plant(files));

  it('an import of a feature by http is found', () => {
    const graph = graphOf({
      [`${SCHEDULER}/http/route.ts`]: "import '../jobs/job.ts';",
      [`${SCHEDULER}/jobs/job.ts`]: '',
    });
    expect(checkLayers(graph).violations).toEqual([`${SCHEDULER}/http/route.ts: http may not import jobs`]);
  });

  it('an import of the file that composes the folders is found, one of the settings is allowed', () => {
    const graph = graphOf({
      [`${SCHEDULER}/jobs/job.ts`]: "import type { Routes } from '../app.ts'; import '../config.ts';",
      [`${SCHEDULER}/app.ts`]: 'export type Routes = 1;',
      [`${SCHEDULER}/config.ts`]: '',
    });
    expect(checkLayers(graph).violations).toEqual([`${SCHEDULER}/jobs/job.ts: jobs may not import app.ts`]);
  });

  it('a feature of the panel that imports a later one is found', () => {
    const graph = graphOf({
      'admin-panel/src/features/jobs/list.tsx': "import '../runs/run.tsx';",
      'admin-panel/src/features/runs/run.tsx': '',
    });
    expect(checkLayers(graph).violations).toEqual([
      'admin-panel/src/features/jobs/list.tsx: jobs may not import runs',
    ]);
  });

  it('a folder that the order does not list is found', () => {
    const graph = graphOf({
      [`${SCHEDULER}/new/thing.ts`]: "import '../http/route.ts';",
      [`${SCHEDULER}/http/route.ts`]: '',
    });
    expect(checkLayers(graph).violations).toEqual([`${SCHEDULER}/new/thing.ts: new may not import http`]);
  });

  it('a pair of folders that import each other is found once', () => {
    const graph = graphOf({
      [`${SCHEDULER}/http/route.ts`]: "import '../audit/a.ts';",
      [`${SCHEDULER}/audit/a.ts`]: '',
      [`${SCHEDULER}/audit/b.ts`]: "import '../http/route.ts';",
    });
    expect(checkPairs(graph).violations).toEqual([`${SCHEDULER}: audit ↔ http`]);
  });
});

describe('architecture: the panel', () => {
  it('a package of a server is found where a contract imports it, and where a dependency needs it', () => {
    const root = plant({
      ...plantPackages({ contracts: ['job'] }),
      'admin-panel/package.json': '{ "dependencies": { "chart": "1" } }',
      'node_modules/chart/package.json': '{ "dependencies": { "ioredis": "1" } }',
      'admin-panel/src/main.tsx': importOf('@punctual/contracts/job'),
      'shared/contracts/src/job.ts': "import 'mongoose'; import '@opentelemetry/api';",
    });
    linkPackages(root);
    expect(checkPanelClosure(root, readImportGraph(root)).violations).toEqual([
      '@opentelemetry/api',
      'ioredis',
      'mongoose',
    ]);
  });
});

describe('architecture: sizes and words', () => {
  const lines = (count: number) => 'a();\n'.repeat(count);

  it('a file of 301 lines and a function of 61 lines are found', () => {
    const root = plant({
      'long.ts': lines(301),
      'short.ts': lines(300),
      'function.ts': `export const long = () => {\n${lines(59)}};\nfunction short() {\n${lines(58)}}\n`,
    });
    expect(checkSizes(readImportGraph(root)).violations).toEqual(
      expect.arrayContaining(['long.ts: 301 lines', 'function.ts long: 61 lines']),
    );
    expect(checkSizes(readImportGraph(root)).violations.join()).not.toContain('short');
  });

  it('a doc comment that opens with a question is found, one with a verb and a plain comment are not', () => {
    const root = plant({
      'a.ts': [
        '/** What is due. */\nconst a = 1;',
        '/**\n * So many are left.\n */\nconst b = 1;',
        '/** Finds what is due. */\nconst c = 1;',
        '/** Offers a place. */\nconst d = 1;',
        '// What is due.\nconst e = 1;',
      ].join('\n'),
    });
    expect(checkDocComments(readImportGraph(root)).violations).toEqual([
      'a.ts:1: What is due.',
      'a.ts:3: So many are left.',
    ]);
  });
});

describe('architecture: exports', () => {
  it('a file, a symbol and an entry of an exports map that nothing imports are found', () => {
    const root = plant({
      ...plantPackages({ engine: ['clock', 'queue'] }),
      'package.json': '{ "name": "planted" }',
      'pnpm-workspace.yaml': 'packages: ["shared/*", "*-service", "admin-panel", "tools/*"]',
      'shared/engine/src/clock.ts': 'export const now = 1;\nexport const never = 2;\n',
      'shared/engine/src/queue.ts': 'export {};\n',
      'shared/engine/src/forgotten.ts': 'export {};\n',
      [`${SCHEDULER}/main.ts`]: `import { now } from '${CLOCK}';\nnow;\n`,
    });
    copyInto(root, ['tools/architecture/knip.json']);
    writeFileSync(join(root, 'tsconfig.json'), '{}');
    linkPackages(root);
    expect(checkUnusedExports(root, readImportGraph(root)).violations.sort()).toEqual([
      'shared/engine/package.json: @punctual/engine/queue',
      'shared/engine/src/clock.ts:2: never',
      'shared/engine/src/forgotten.ts: nothing imports this file',
    ]);
  }, 120_000);
});
