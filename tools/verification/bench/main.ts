import { type Bench, startBench } from '../support/measuring/bench.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import type { Finding } from './report/finding.ts';
import { saveResults } from './report/results-file.ts';
import { table } from './report/table.ts';
import type { Row } from './rows/row.ts';

const startedAt = performance.now();
const say = (line: string) =>
  console.log(`[${String(Math.round((performance.now() - startedAt) / 1000)).padStart(4)} s] ${line}`);

async function measureAll({ rows, quick }: Options): Promise<void> {
  const bench = await startBench({ quick, mongodbUri: process.env.MONGODB_URI || undefined, say });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void bench.stop().finally(() => process.exit(130)));
  try {
    say(`on ${bench.engine}, ${bench.rounds} rounds`);
    const findings: Finding[] = [];
    for (const row of rows) findings.push(...(await measure(row, bench)));
    const file = await saveResults(bench.engine, quick, findings);
    console.log(`\nOn ${bench.engine}${quick ? ' (quick: a look, not a judgement)' : ''}:\n`);
    console.log(`${table(findings)}\n\nKept in ${file}`);
  } finally {
    for (const failure of await bench.stop()) console.error(failure);
  }
}

/** A row that cannot be measured says why, and holds up no other. */
async function measure(row: Row, bench: Bench): Promise<Finding[]> {
  say(`row ${row.number}: ${row.title}`);
  try {
    return await row.measure(bench);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.error(error);
    return [
      { row: row.number, what: row.title, budget: null, values: [], unit: '', rival: `NOT MEASURED: ${why}` },
    ];
  }
}

let options: Options | undefined;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (options) {
  await measureAll(options);
  // All is stopped and dropped; Agenda leaves timers behind that would keep this process for minutes.
  process.exit();
}
