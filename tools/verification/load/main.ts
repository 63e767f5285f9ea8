import { startBench } from '../support/measuring/bench.ts';
import { type LoadOptions, readOptions, USAGE } from './options.ts';
import { verdictsTable } from './report.ts';
import { openStand } from './stand.ts';
import type { Verdict } from './verdict.ts';

const say = (line: string) => console.log(line);

/** Runs the suites, each on an installation of its own; true if every target was met. */
async function load({ suites, seconds }: LoadOptions): Promise<boolean> {
  const bench = await startBench({ quick: false, mongodbUri: process.env.MONGODB_URI || undefined, say });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void bench.stop().finally(() => process.exit(130)));
  const verdicts: Verdict[] = [];
  try {
    say(`On ${bench.engine}`);
    for (const suite of suites) {
      say(`\n*** ${suite.name}: ${suite.title} ***`);
      const stand = await openStand(bench);
      verdicts.push(...(await suite.run(stand, seconds).finally(() => stand.close())));
    }
  } finally {
    for (const failure of await bench.stop()) console.error(failure);
  }
  say(verdictsTable(verdicts));
  return verdicts.every(({ isMet }) => isMet);
}

let options: LoadOptions | undefined;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (options) process.exitCode = (await load(options)) ? 0 : 1;
