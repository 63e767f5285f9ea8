import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

const RESULTS = join(import.meta.dirname, 'results');
const ROW = /^(\d\d)-/;

interface Line {
  row: string;
  claim: string;
  result: string;
}

/** Writes which row of the matrix of faults holds on which engine; what other runs found on theirs stays. */
export class MatrixReport implements Reporter {
  readonly #engine: string;

  constructor(engine: string) {
    this.#engine = engine;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    mkdirSync(RESULTS, { recursive: true });
    const file = join(RESULTS, `${this.#engine}.json`);
    const found = modules.flatMap(linesOf);
    const rows = new Set(found.map(({ row }) => row));
    const kept = read(file).filter(({ row }) => !rows.has(row));
    writeFileSync(file, JSON.stringify([...kept, ...found], null, 2));
    const table = tableOf(enginesIn(RESULTS));
    writeFileSync(join(RESULTS, 'table.md'), table);
    process.stdout.write(`\n${table}\n`);
  }
}

function linesOf(module: TestModule): Line[] {
  const row = ROW.exec(basename(module.moduleId))?.[1];
  if (!row) return [];
  return [...module.children.allTests()].map((test) => ({
    row,
    claim: test.fullName,
    result: resultOf(test),
  }));
}

function resultOf(test: TestCase): string {
  const { state, ...more } = test.result();
  if (state === 'passed') return state;
  if (state === 'skipped') return `not applicable: ${'note' in more ? (more.note ?? '') : ''}`;
  return state === 'failed' ? '**failed**' : 'not run';
}

function enginesIn(folder: string): Map<string, Line[]> {
  const files = readdirSync(folder).filter((name) => /^(embedded|external)\.json$/.test(name));
  return new Map(files.sort().map((name) => [basename(name, '.json'), read(join(folder, name))]));
}

function tableOf(engines: Map<string, Line[]>): string {
  const keyOf = ({ row, claim }: Line) => `${row} | ${claim}`;
  const keys = [...new Set([...engines.values()].flat().map(keyOf))].sort();
  const cell = (lines: Line[], key: string) => lines.find((line) => keyOf(line) === key)?.result ?? 'not run';
  const names = [...engines.keys()];
  const head = ['#', 'Scenario', ...names];
  const body = keys.map(
    (key) => `| ${[key, ...names.map((n) => cell(engines.get(n) ?? [], key))].join(' | ')} |`,
  );
  return [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...body, ''].join('\n');
}

function read(file: string): Line[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Line[];
  } catch {
    return []; // the first run on this engine
  }
}
