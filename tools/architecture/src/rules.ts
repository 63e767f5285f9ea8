/** The architecture as data. `npm run architecture -- --write` writes the lint rules that follow from it. */

export interface PackageRule {
  folder: string;
  /** Names of workspace packages, without `@punctual/`. */
  mayImport: readonly string[];
  /** Imports that only tests of the package may have besides. */
  testsMayImport: readonly string[];
}

/** Packages that ship, and the workspace packages that each may import: contracts ← engine ← services. */
export const PACKAGES: Record<string, PackageRule> = {
  contracts: { folder: 'shared/contracts', mayImport: [], testsMayImport: ['testing'] },
  engine: {
    folder: 'shared/engine',
    mayImport: ['contracts'],
    testsMayImport: ['testing', 'watcher-service'],
  },
  'scheduler-service': {
    folder: 'scheduler-service',
    mayImport: ['contracts', 'engine'],
    testsMayImport: ['testing', 'watcher-service'],
  },
  'watcher-service': {
    folder: 'watcher-service',
    mayImport: ['contracts', 'engine'],
    testsMayImport: ['testing', 'start'],
  },
  'admin-panel': { folder: 'admin-panel', mayImport: ['contracts'], testsMayImport: [] },
  'embedded-mongo': { folder: 'tools/embedded-mongo', mayImport: [], testsMayImport: [] },
  'mail-catcher': { folder: 'tools/mail-catcher', mayImport: [], testsMayImport: ['testing'] },
  start: {
    folder: 'tools/start',
    mayImport: ['contracts', 'embedded-mongo', 'mail-catcher'],
    testsMayImport: ['testing'],
  },
  seed: {
    folder: 'tools/seed',
    mayImport: ['contracts', 'engine', 'scheduler-service', 'start'],
    testsMayImport: ['testing'],
  },
  testing: {
    folder: 'shared/testing',
    mayImport: ['contracts', 'engine', 'scheduler-service', 'watcher-service', 'mail-catcher', 'start'],
    testsMayImport: [],
  },
  verification: {
    folder: 'tools/verification',
    mayImport: ['contracts', 'engine', 'scheduler-service', 'watcher-service', 'testing', 'start', 'seed'],
    testsMayImport: [],
  },
  architecture: { folder: 'tools/architecture', mayImport: [], testsMayImport: [] },
};

export interface Layers {
  folder: string;
  /** Folders, lowest first: each may import those before it, none of those after it. */
  order: readonly string[];
  /** Files beside the folders that all of them may import; the others compose the folders. */
  ground: readonly string[];
  /** Extra words of the message that lint shows. */
  advice: string;
}

export const LAYERS: readonly Layers[] = [
  {
    folder: 'scheduler-service/src',
    order: [
      'http',
      'lists',
      'cache',
      'limits',
      'audit',
      'computing',
      'accounts',
      'auth',
      'jobs',
      'runs',
      'schedules',
      'overview',
      'watchdog',
      'events',
      'admin',
      'operations',
    ],
    ground: ['config.ts'],
    advice: 'Have app.ts or scheduler.ts hand it over, or move the shared part down.',
  },
  {
    folder: 'admin-panel/src',
    order: ['lib', 'components', 'features', 'app'],
    ground: [],
    advice: 'Pass it as a property, or move the shared part down.',
  },
  {
    folder: 'admin-panel/src/features',
    order: ['auth', 'settings', 'jobs', 'runs', 'overview', 'calendar', 'admin'],
    ground: [],
    advice: 'Compose the two in app/routes, or move the shared part down.',
  },
];

/** Packages of a server: neither the panel nor anything that it imports may need one of them. */
export const SERVER_PACKAGES = [
  'mongoose',
  'mongodb',
  'bullmq',
  'ioredis',
  'pino',
  'prom-client',
  'express',
  /^@opentelemetry\//,
] as const;

export const MAX_FILE_LINES = 300;
export const MAX_FUNCTION_LINES = 60;

/** Longer files, each with the reason: `path` → reason. */
export const LONG_FILES: Record<string, string> = {
  'scheduler-service/src/scheduler.ts': 'the composition root: each part is made and named once',
  'scheduler-service/test/editing-jobs.test.ts': 'one specification: what an edit means for runs',
  'watcher-service/test/explain/rig.ts': 'one rig: the whole engine in steps, and what it did',
  'scheduler-service/test/explain.test.ts': 'one specification: a verdict for every situation',
  'tools/verification/system-tests/pages/job-form.test.ts':
    'one site and one browser for all flows of the form: a second file would start both again',
};

/** Longer functions, each with the reason: `path name` → reason. */
export const LONG_FUNCTIONS: Record<string, string> = {
  'scheduler-service/src/scheduler.ts start': 'the composition root: plain calls from top to bottom',
  'watcher-service/src/watcher.ts start': 'the composition root: plain calls from top to bottom',
  'scheduler-service/src/lists/range-scan/split-range.ts splitRange':
    'one search whose steps share its state',
  'admin-panel/src/features/jobs/form/task/secrets/secret-line.tsx SecretLine': 'the markup of one line',
  'admin-panel/src/features/jobs/import/import-form.tsx ImportForm': 'the markup of one page',
  'admin-panel/src/features/jobs/import/import-tables.tsx ImportTables': 'the markup of two tables',
  'admin-panel/src/features/jobs/list/job-list.tsx JobList': 'the markup of the list with its states',
  'admin-panel/src/features/jobs/list/job-table.tsx JobTable': 'the markup of the table',
};

/** Openings of doc comments that describe by a question or by the comment above instead of saying what is done. */
export const VAGUE_OPENINGS = [
  'What',
  'Who',
  'Whose',
  'Whether',
  'So many',
  'The same',
  'Of',
  'How',
] as const;

/** Level at which lint shows an import against the order of folders; between packages it is always an error. */
export const LAYER_LEVEL: 'warn' | 'error' = 'error';

/** Violations that are allowed, of each check. */
export const ALLOWED = {
  packages: 0,
  cycles: 0,
  pairs: 0,
  layers: 0,
  panelClosure: 0,
  sizes: 0,
  exports: 0,
  docComments: 0,
};
